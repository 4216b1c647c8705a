"""What editors and visitors see when a part of the machine is gone, and two editors on one page."""

import errno
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _

from ikpe_site.media.models import CustomDocument
from tests.admin_forms import edit, edit_url
from tests.factories import ContentPageFactory
from tests.helpers import BeautifulSoup, words

SEND_AGAIN = "Ihre Eingaben sind nicht verloren"


@pytest.fixture
def editor_form(editor_client, site_tree):
    """Posts the form of a page."""
    page = ContentPageFactory(parent=site_tree.home)
    client = Client(raise_request_exception=False)
    client.cookies = editor_client.cookies
    return lambda: client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "Getippt"})


def text_of(response):
    return words(BeautifulSoup(response.content.decode().replace("\u00ad", ""), "html.parser"))


def failing(error):
    def fail(*args, **kwargs):
        raise error

    return fail


def test_an_editor_who_saves_while_the_database_is_gone_can_send_it_again(editor_form, monkeypatch):
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", failing(OperationalError("gone")))
    response = editor_form()
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert SEND_AGAIN in text_of(response)


def test_a_visitor_who_only_reads_is_not_told_about_sending(site_tree, monkeypatch):
    monkeypatch.setattr("ikpe_site.home.models.HomePage.serve", failing(OperationalError("gone")))
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 503
    assert SEND_AGAIN not in text_of(response)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_named_and_leaves_no_row_without_a_file(number, editor_client, site_tree, monkeypatch):
    monkeypatch.setattr(
        "django.core.files.storage.FileSystemStorage._save", failing(OSError(number, "No space left on device"))
    )
    client = Client(raise_request_exception=False)
    client.cookies = editor_client.cookies
    response = client.post(
        reverse("wagtaildocs:add"), {"title": "Groß", "file": SimpleUploadedFile("a.txt", b"x" * 100), "collection": 1}
    )
    assert response.status_code == 507
    assert _("There is no room left") in text_of(response)
    assert not CustomDocument.objects.filter(title="Groß").exists()


def test_any_other_error_of_the_system_stays_a_500(site_tree, monkeypatch):
    monkeypatch.setattr("ikpe_site.home.models.HomePage.serve", failing(PermissionError(errno.EACCES, "no")))
    assert Client(raise_request_exception=False).get("/").status_code == 500


def test_a_page_that_somebody_has_locked_says_by_whom_and_keeps_others_from_saving(
    editor_client, site_tree, django_user_model
):
    page = ContentPageFactory(parent=site_tree.home, title="Alt")
    other = django_user_model.objects.create_superuser("erika", first_name="Erika", last_name="Beispiel")
    page.locked, page.locked_by = True, other
    page.save()
    assert "Erika Beispiel" in editor_client.get(edit_url(page)).content.decode()
    edit(editor_client, page, {"title": "Neu"})
    page.refresh_from_db()
    assert page.title == "Alt"


def test_of_two_editors_on_one_page_each_is_told_of_the_other(editor_client, site_tree, django_user_model):
    page = ContentPageFactory(parent=site_tree.home)
    page.save_revision()
    other = Client()
    other.force_login(django_user_model.objects.create_superuser("erika", first_name="Erika", last_name="Beispiel"))
    pings = []
    for client in (editor_client, other):
        html = client.get(edit_url(page)).content.decode()
        pings.append(re.search(r"/admin/editing[-_]sessions/ping/[\w/]+", html)[0])
    editor_client.post(pings[0])
    other.post(pings[1])
    assert "Erika Beispiel" in editor_client.post(pings[0]).json()["html"]
