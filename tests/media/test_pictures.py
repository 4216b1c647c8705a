"""Pictures and documents in the admin: what is asked of them, what they lack, and what is there already."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Collection

from ikpe_site.media.models import CustomDocument, CustomImage
from tests.factories import ImageFactory, png
from tests.helpers import get_soup, hrefs, titles, words

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n" + b" " * 2048


def upload(client, url_name, name, content, prefix="", **data):
    fields = {"title": name, "collection": Collection.get_first_root_node().pk} | data
    data = {f"{prefix}{field}": value for field, value in fields.items()}
    file = SimpleUploadedFile(name, content)
    return client.post(
        reverse(url_name), data | {"files[]" if not prefix and "add_multiple" in url_name else f"{prefix}file": file}
    )


# --- what is asked ---------------------------------------------------------------------------------------------------


def test_each_of_several_pictures_is_asked_for_title_alternative_text_and_credit(editor_client):
    answer = upload(editor_client, "wagtailimages:add_multiple", "fest.png", png("#123456")).json()
    form = BeautifulSoup(answer["form"], "html.parser")
    assert titles(form, "label")[:3] == [f"{_('Title')} *", _("Alternative text"), _("credit").capitalize()]
    assert hrefs(form, ".w-field__help a") == [reverse("wagtailimages:edit", args=[answer["image_id"]])]


def test_what_was_left_out_can_be_found_in_the_list_of_pictures(editor_client):
    ImageFactory(title="Ohne Rechte", credit="")
    ImageFactory(title="Ohne Text", credit="Archiv", description="")
    ImageFactory(title="Vollständig", credit="Archiv")
    shown = get_soup("/admin/images/", editor_client)
    assert titles(shown, "li:has(.picture-lacks) figcaption") == ["Ohne Text", "Ohne Rechte"]
    assert titles(shown, ".picture-lacks") == ["Es fehlt: Alternativtext", "Es fehlt: Angaben zu den Rechten"]
    for field, title in {"credit": "Ohne Rechte", "description": "Ohne Text"}.items():
        assert titles(get_soup("/admin/images/", editor_client, missing=field), "figcaption") == [title]
    listed = get_soup("/admin/images/", editor_client, layout="list", missing="credit")
    assert "Angaben zu den Rechten" in words(listed.select_one("#listing-results tbody"))


def test_who_chooses_a_picture_sees_what_it_lacks(editor_client):
    ImageFactory(credit="")
    chooser = editor_client.get(reverse("wagtailimages_chooser:choose_results"))
    assert titles(BeautifulSoup(chooser.content, "html.parser"), ".picture-lacks") == [
        "Es fehlt: Angaben zu den Rechten"
    ]


# --- what is there already -------------------------------------------------------------------------------------------


def test_a_picture_that_is_there_already_is_recognised_among_several(editor_client):
    assert upload(editor_client, "wagtailimages:add_multiple", "fest.png", png("#abcdef")).json()["duplicate"] is False
    answer = upload(editor_client, "wagtailimages:add_multiple", "anders.png", png("#abcdef")).json()
    assert answer["duplicate"] is True
    assert "fest.png" in answer["confirm_duplicate_upload"]


def test_a_picture_that_is_there_already_is_recognised_in_the_chooser(editor_client):
    prefix = "image-chooser-upload-"
    first = upload(editor_client, "wagtailimages_chooser:create", "fest.png", png("#fedcba"), prefix).json()
    assert first["step"] == "chosen"
    again = upload(editor_client, "wagtailimages_chooser:create", "anders.png", png("#fedcba"), prefix).json()
    assert again["step"] == "duplicate_found"


def test_the_form_for_one_picture_gives_way_to_that_for_several(editor_client):
    assert editor_client.get("/admin/images/add/").url == reverse("wagtailimages:add_multiple")


def test_a_document_that_is_there_already_is_refused_by_name(editor_client):
    assert upload(editor_client, "wagtaildocs:add_multiple", "satzung.pdf", PDF, title="Satzung").json()["success"]
    answer = upload(editor_client, "wagtaildocs:add_multiple", "kopie.pdf", PDF, title="Kopie").json()
    assert answer["error_message"] == "Diese Datei gibt es schon: „Satzung“. Wählen Sie stattdessen dieses Dokument."
    prefix = "document-chooser-upload-"
    answer = upload(editor_client, "wagtaildocs_chooser:create", "kopie.pdf", PDF, prefix, title="Kopie").json()
    assert "Diese Datei gibt es schon" in answer["htmlFragment"]
    assert CustomDocument.objects.count() == 1


def test_a_document_may_be_replaced_by_the_same_file(editor_client):
    upload(editor_client, "wagtaildocs:add_multiple", "satzung.pdf", PDF, title="Satzung")
    document = CustomDocument.objects.get()
    data = {"title": "Satzung 2014", "collection": document.collection_id, "tags": "", "description": ""}
    url = reverse("wagtaildocs:edit", args=[document.pk])
    assert editor_client.post(url, data | {"file": SimpleUploadedFile("satzung.pdf", PDF)}).status_code == 302
    document.refresh_from_db()
    assert document.title == "Satzung 2014"


def test_a_picture_with_everything_lacks_nothing():
    assert CustomImage(credit="Archiv", description="Ein Haus").missing_display == ""


@pytest.mark.parametrize("content", [None, b"kein Bild"], ids=["missing", "damaged"])
def test_the_preview_of_a_picture_that_cannot_be_read_is_not_found(content, editor_client):
    picture = ImageFactory()
    preview = reverse("wagtailimages:preview", args=[picture.pk, "max-100x100"])
    assert editor_client.get(preview)["Content-Type"] == "image/png"
    path = Path(picture.file.path)
    path.unlink() if content is None else path.write_bytes(content)
    assert editor_client.get(preview).status_code == 404
