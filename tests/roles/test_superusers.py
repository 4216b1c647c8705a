"""Nobody of „Administration“ makes superusers, takes over their accounts, or gives rights that they do not have."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from ikpe_site.roles.groups import ADMINISTRATION, AUTHORS, EDITORS

PASSWORD = "ein-anderes-passwort"
USER = {"username": "neu", "email": "neu@example.org", "first_name": "Neu", "last_name": "Hier"}
PASSWORDS = {"password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def administration(site_tree, member_of):
    client = Client()
    client.force_login(member_of(ADMINISTRATION))
    return client


@pytest.fixture
def root(db):
    return get_user_model().objects.create_superuser("root", "root@example.org", "ein-langes-passwort")


@pytest.fixture
def technicians(site_tree):
    """A group that may do more than „Administration“: change the address of the site."""
    group = Group.objects.create(name="Technik")
    group.permissions.add(Permission.objects.get(codename="change_site"))
    return group


@pytest.fixture
def technician(technicians, member_of):
    return member_of("Technik")


def bulk(client, action, user, **data):
    return client.post(reverse("wagtail_bulk_action", args=["auth", "user", action]) + f"?id={user.pk}", data)


def rights_form(group, page=None, permissions=(), **data):
    """What the form of a group sends, with one row of rights below a page."""
    data = {"name": group.name if group else "Neue", "permissions": []} | data
    for prefix in ("page_permissions", "collection_permissions", "image_permissions", "document_permissions"):
        data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0", f"{prefix}-MAX_NUM_FORMS": "1000"}
    if page:
        data |= {"page_permissions-TOTAL_FORMS": "1", "page_permissions-0-page": str(page.pk),
                 "page_permissions-0-permissions": list(permissions)}  # fmt: skip
    return data


def test_a_new_user_is_no_superuser_whatever_the_form_sends(administration):
    assert "is_superuser" not in administration.get(reverse("wagtailusers_users:add")).content.decode()
    administration.post(reverse("wagtailusers_users:add"), USER | PASSWORDS | {"is_superuser": "on"})
    assert get_user_model().objects.get(username="neu").is_superuser is False


def test_no_account_looks_like_that_of_somebody_else(administration, root):
    page = administration.post(reverse("wagtailusers_users:add"), USER | PASSWORDS | {"username": "ROOT"})
    assert page.context["form"].errors["username"] == ["Es existiert bereits ein Benutzer mit diesem Benutzernamen."]
    assert get_user_model().objects.filter(username__iexact="root").count() == 1


def test_a_user_does_not_become_a_superuser(administration, editor):
    url = reverse("wagtailusers_users:edit", args=[editor.pk])
    assert administration.post(url, USER | {"is_active": "on", "is_superuser": "on"}).status_code == 302
    editor.refresh_from_db()
    assert (editor.username, editor.is_superuser) == ("neu", False)


def test_a_superuser_makes_superusers(admin_client):
    assert "is_superuser" in admin_client.get(reverse("wagtailusers_users:add")).content.decode()
    admin_client.post(reverse("wagtailusers_users:add"), USER | PASSWORDS | {"is_superuser": "on"})
    assert get_user_model().objects.get(username="neu").is_superuser is True


@pytest.mark.parametrize("whose", ["root", "technician"])
@pytest.mark.parametrize(
    "attempt",
    [
        lambda client, user: client.post(
            reverse("wagtailusers_users:edit", args=[user.pk]), USER | PASSWORDS | {"is_active": "on"}
        ),
        lambda client, user: client.post(reverse("wagtailusers_users:delete", args=[user.pk])),
        lambda client, user: client.post(f"/admin/users/copy/{user.pk}/", USER | PASSWORDS),
        lambda client, user: bulk(client, "delete", user),
        lambda client, user: bulk(client, "set_active_state", user, mark_as_active="False"),
        lambda client, user: bulk(client, "assign_role", user, role=str(Group.objects.get(name=AUTHORS).pk)),
    ],
    ids=["form", "delete", "copy", "delete several", "deactivate several", "assign a group"],
)
def test_an_account_with_more_rights_stays_as_it_is(attempt, whose, administration, request):
    user, users = request.getfixturevalue(whose), get_user_model().objects
    before = [*users.values(), set(user.groups.all())]
    attempt(administration, user)
    assert [*users.values(), set(user.groups.all())] == before


def test_the_list_leads_to_the_accounts_one_may_change(administration, root, editor):
    html = administration.get(reverse("wagtailusers_users:index")).content.decode()
    links = [name in html for name in (f"/users/edit/{editor.pk}/", f"/users/edit/{root.pk}/", "/users/copy/")]
    assert links == [True, False, False]


def test_nobody_gets_a_group_with_more_rights(administration, editor, technicians):
    url = reverse("wagtailusers_users:edit", args=[editor.pk])
    administration.post(url, USER | {"is_active": "on", "groups": [str(technicians.pk)]})
    bulk(administration, "assign_role", editor, role=str(technicians.pk))
    assert list(editor.groups.values_list("name", flat=True)) == [EDITORS]


def test_a_group_gets_no_right_that_its_giver_lacks(administration, site_tree):
    group, wanted = Group.objects.get(name=ADMINISTRATION), Permission.objects.get(codename="change_site")
    url = reverse("wagtailusers_groups:edit", args=[group.pk])
    administration.post(url, rights_form(group, permissions=[str(wanted.pk)]))
    assert wanted not in group.permissions.all()


@pytest.mark.parametrize("name", [ADMINISTRATION, None])
def test_no_group_gets_rights_above_the_pages_of_its_giver(name, administration):
    group = name and Group.objects.get(name=name)
    url = reverse("wagtailusers_groups:edit", args=[group.pk]) if group else reverse("wagtailusers_groups:add")
    answer = administration.post(url, rights_form(group, Page.get_first_root_node(), ["publish_page"]))
    assert "Sie können nur Rechte vergeben, die Sie selbst haben." in answer.content.decode()
    assert not GroupPagePermission.objects.filter(page__depth=1).exists()


def test_rights_below_the_own_pages_can_be_given(administration, site_tree):
    answer = administration.post(reverse("wagtailusers_groups:add"),
                                 rights_form(None, site_tree.news, ["publish_page"]))  # fmt: skip
    assert answer.status_code == 302
    assert GroupPagePermission.objects.filter(group__name="Neue", page=site_tree.news).count() == 1


@pytest.mark.parametrize("view", ["edit", "delete"])
def test_a_group_with_more_rights_stays_as_it_is(view, administration, technicians):
    administration.post(reverse(f"wagtailusers_groups:{view}", args=[technicians.pk]), rights_form(None))
    assert list(Group.objects.get(name="Technik").permissions.values_list("codename", flat=True)) == ["change_site"]
