"""The groups stand ready after a migration, and setting them up again changes nothing that was decided since."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupPagePermission, Workflow

from ikpe_site.roles.groups import ADMINISTRATION, AUTHORS, EDITORS, EVENTS
from ikpe_site.roles.workflow import WORKFLOW


def rights_of(group: Group) -> list:
    return [
        sorted(group.permissions.values_list("codename", flat=True)),
        sorted(group.page_permissions.values_list("page", "permission__codename")),
        sorted(group.collection_permissions.values_list("collection", "permission__codename")),
    ]


@pytest.fixture
def set_up(site_tree):
    return lambda: call_command("setup_groups", verbosity=0)


def test_a_new_site_has_its_groups_under_german_names(site_tree):
    names = set(Group.objects.values_list("name", flat=True))
    assert names == {AUTHORS, EDITORS, EVENTS, ADMINISTRATION}


def test_setting_up_again_changes_nothing(set_up):
    before = {group.name: rights_of(group) for group in Group.objects.all()}
    set_up()
    assert {group.name: rights_of(group) for group in Group.objects.all()} == before


def test_what_the_administration_gave_stays(set_up):
    authors, extra = Group.objects.get(name=AUTHORS), Permission.objects.get(codename="change_programme")
    authors.permissions.add(extra)
    set_up()
    assert extra in authors.permissions.all()


def test_what_a_group_lacks_it_gets_back(set_up):
    before = rights_of(Group.objects.get(name=EDITORS))
    Group.objects.get(name=EDITORS).delete()
    set_up()
    assert rights_of(Group.objects.get(name=EDITORS)) == before


def test_the_group_for_events_works_in_the_list_of_events_only(site_tree):
    pages = GroupPagePermission.objects.filter(group__name=EVENTS).values_list("page", flat=True)
    assert set(pages) == {site_tree.events.pk}


def test_the_approval_has_two_steps_for_the_whole_site(site_tree):
    workflow = Workflow.objects.get()
    assert workflow.name == WORKFLOW
    assert [task.name for task in workflow.tasks] == [
        "Prüfung durch die Redaktion",
        "Freigabe durch die Administration",
    ]
    assert site_tree.news.get_workflow() == workflow


def test_an_approval_that_is_switched_off_or_renamed_stays_so(set_up):
    Workflow.objects.update(name="Vier Augen", active=False)
    set_up()
    assert list(Workflow.objects.values_list("name", "active")) == [("Vier Augen", False)]
