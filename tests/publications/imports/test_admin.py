"""An import by an editor: a file, a preview, the publications."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _

from publications.models import PublicationPage
from tests.factories import PublicationPageFactory
from tests.helpers import soup_of, titles, words

from .texts import BIBTEX

pytestmark = pytest.mark.database


def upload(client, text=BIBTEX, name="liste.bib"):
    return client.post(reverse("publications_import"), {"file": SimpleUploadedFile(name, text.encode())})


def test_editors_see_what_would_come_before_it_comes(category, editor_client):
    PublicationPageFactory(title="Handbuch", issued_year=2018)
    response = upload(editor_client)
    assert response.status_code == 302
    page = soup_of(editor_client.get(response["Location"]))
    rows = [titles(row, "td") for row in page.select("tbody tr")]
    assert [(row[0], row[1], row[2]) for row in rows] == [
        ("3", _("new"), "Arm & reich & 50% mehr"),
        ("6", _("already there"), "Handbuch"),
    ]
    assert PublicationPage.objects.count() == 1


def test_editors_import_what_they_have_seen(category, editor_client, tasks_are_done):
    preview = upload(editor_client)["Location"]
    assert editor_client.post(preview, {"category": category.pk, "publish": ""})["Location"] == preview
    assert PublicationPage.objects.filter(live=False, category=category).count() == 2
    assert _("They wait as drafts until somebody publishes them.") in words(soup_of(editor_client.get(preview)))


def test_an_import_without_a_category_is_refused_at_the_field(category, editor_client):
    preview = upload(editor_client)["Location"]
    response = editor_client.post(preview, {"category": "", "publish": ""})
    assert response.context["form"].errors["category"]
    assert not PublicationPage.objects.exists()


def test_visitors_import_nothing(category, client):
    for name in ("publications_import", "publications_doi"):
        assert client.get(reverse(name)).status_code == 302
