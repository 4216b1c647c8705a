"""Actions on several entries at once, asked for with what is no entry."""

import pytest
from django.urls import reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from ikpe_site.media.models import CustomImage
from tests.factories import ContentPageFactory, ImageFactory

pytestmark = pytest.mark.django_db


def url(kind, action, query):
    return f"{reverse('wagtail_bulk_action', args=[*kind, action])}?{query}"


def registered():
    bulk_action_registry.get_bulk_actions_for_model("auth", "user")  # which collects them
    return [
        ((app, model), action)
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    ]


@pytest.mark.parametrize("query", ["id=x", "id=1&id=-", "id=99999999999999999999", "id=1%00", "id=999999"])
def test_an_id_that_is_none_is_not_found(query, admin_client):
    actions = registered()
    assert (("auth", "user"), "assign_role") in actions
    for kind, action in actions:
        assert admin_client.get(url(kind, action, query)).status_code == 404, (kind, action)
        assert admin_client.post(url(kind, action, query), {"role": "1"}).status_code == 404, (kind, action)


@pytest.mark.parametrize("parent", ["x", "999999", "1%00"])
def test_entries_below_a_page_that_is_not_there_are_not_found(parent, admin_client):
    assert admin_client.get(url(("wagtailcore", "page"), "delete", f"id=all&childOf={parent}")).status_code == 404


def test_what_has_no_such_action_is_not_found(admin_client):
    for kind, action in ((("auth", "user"), "paint"), (("auth", "nichts"), "delete")):
        assert admin_client.get(url(kind, action, "id=1")).status_code == 404


def test_all_entries_below_a_page_and_each_by_its_id_are_found(admin_client, site_tree):
    page = ContentPageFactory()
    for query in (f"id={page.pk}", f"id=all&childOf={page.get_parent().pk}"):
        assert page.title in admin_client.get(url(("wagtailcore", "page"), "unpublish", query)).content.decode()
    picture = ImageFactory()
    admin_client.post(url(("media", "customimage"), "delete", f"id={picture.pk}"))
    assert not CustomImage.objects.exists()
