"""A user at work, and the register of what somebody may try in the admin."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from ikpe_site.trash.models import in_trash
from tests.admin_forms import edit_url, fields_of, stream_data
from tests.factories import NewsPageFactory

ACTIONS = {}


def action(function):
    """Register a function under its name in words; it takes a Member."""
    ACTIONS[function.__name__.replace("_", " ").replace("doi", "DOI")] = function
    return function


class Member:
    """A user at work: who, with which client, on which pages."""

    def __init__(self, client, user, site_tree):
        self.client, self.user, self.site_tree = client, user, site_tree

    def may_open(self, name, *args, **query) -> bool:
        """Whether a page of the admin opens. Refused means sent elsewhere or told so, not that it is missing."""
        response = self.client.get(reverse(name, args=args), query)
        assert response.status_code in (200, 302, 403), response.status_code
        return response.status_code == 200

    def post(self, name, *args, data=None):
        response = self.client.post(reverse(name, args=args), data or {})
        assert response.status_code in (200, 302, 403), response.status_code
        return response

    def fill_in(self, url, model, changes):
        """Open the form of a page, change fields, send it; nothing if it does not open."""
        form = self.client.get(url)
        if form.status_code == 200:
            self.client.post(url, fields_of(form) | stream_data(model) | changes)

    def post_of_another(self):
        post = NewsPageFactory(title="Von anderen", owner=a_user())
        post.save_revision().publish()
        return post

    def own_draft(self):
        draft = NewsPageFactory(title="Eigener Entwurf", live=False, owner=self.user)
        draft.save_revision(user=self.user)
        return draft

    def change(self, page, **changes):
        self.fill_in(edit_url(page), type(page), changes)
        return latest(page)


def a_user(*groups):
    users = get_user_model().objects
    user = users.create_user(f"jemand-{users.count()}")
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def latest(page):
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def is_deleted(page) -> bool:
    return in_trash(Page.objects.get(pk=page.pk))


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live
