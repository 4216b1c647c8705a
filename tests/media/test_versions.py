"""A document that was replaced: its old addresses lead to the file of today, and the old file is kept for editors."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ikpe_site.media.models import CustomDocument, DocumentVersion
from tests.factories import DocumentFactory
from tests.helpers import get_soup

pytestmark = pytest.mark.django_db


def text(content: str, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode())


@pytest.fixture
def document():
    return DocumentFactory(title="Satzung", file=text("Erste Fassung", "satzung-2014.txt"))


def replace(client, document, content: str, name: str) -> CustomDocument:
    data = {"title": document.title, "collection": document.collection_id, "tags": "", "description": ""}
    url = reverse("wagtaildocs:edit", args=[document.pk])
    assert client.post(url, data | {"file": text(content, name)}).status_code == 302
    return CustomDocument.objects.get(pk=document.pk)


def read(client, url: str) -> str:
    answer = client.get(url, follow=True)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()


def test_every_earlier_address_leads_to_the_file_of_today(document, editor_client, client):
    addresses = [document.url]
    for number, name in ((2, "satzung-2020.txt"), (3, "satzung-2026.txt")):
        document = replace(editor_client, document, f"Fassung {number}", name)
        addresses.append(document.url)
    assert len(set(addresses)) == 3
    assert [read(client, address) for address in addresses] == ["Fassung 3"] * 3
    assert client.get(addresses[0]).url == addresses[-1]
    assert client.get(document.url.replace("2026", "2027")).status_code == 404


def test_a_file_of_the_same_name_keeps_the_address(document, editor_client, client):
    address = document.url
    document = replace(editor_client, document, "Zweite Fassung", "satzung-2014.txt")
    assert document.url == address
    assert read(client, address) == "Zweite Fassung"


def test_versions_are_listed_and_open_for_those_who_may_change_the_document(document, editor_client, client):
    first = document.filename
    document = replace(editor_client, document, "Zweite Fassung", "satzung-2020.txt")
    form = get_soup(reverse("wagtaildocs:edit", args=[document.pk]), editor_client)
    [link] = form.select("a[href*='/versions/']")
    assert link.text == first
    assert read(editor_client, link["href"]) == "Erste Fassung"
    assert client.get(link["href"]).status_code in (302, 404)


def test_a_file_that_is_gone_leaves_its_address(document, editor_client, client):
    address = document.url
    document.file.storage.delete(document.file.name)
    replace(editor_client, document, "Zweite Fassung", "satzung-2020.txt")
    assert read(client, address) == "Zweite Fassung"
    version = DocumentVersion.objects.get()
    assert not version.file
    assert editor_client.get(reverse("document_version", args=[version.pk])).status_code == 404
    assert editor_client.get(reverse("wagtaildocs:edit", args=[document.pk])).status_code == 200


def test_versions_go_with_the_document(document, editor_client, django_capture_on_commit_callbacks):
    document = replace(editor_client, document, "Zweite Fassung", "satzung-2020.txt")
    file = document.versions.get().file
    assert file.storage.exists(file.name)
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
    assert not file.storage.exists(file.name)
