"""Barriers in the PDF files that are uploaded."""

from hashlib import sha1
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from fpdf import FPDF

from ikpe_site.media.accessibility.checks import check
from ikpe_site.media.models import DocumentBarriers
from tests.factories import DocumentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def pdf(text="", language="", title="", password="") -> bytes:
    """A PDF file; fpdf2 tags it once it has a language and a picture or link with a description."""
    file = FPDF()
    if language:
        file.set_lang(language)
    if title:
        file.set_title(title)
    if password:
        file.set_encryption("owner", user_password=password)
    file.add_page()
    if text:
        file.set_font("helvetica")
        file.cell(text=text)
    return bytes(file.output())


def document(content, name="heft.pdf"):
    return DocumentFactory(file=ContentFile(content, name=name), file_hash=hash_of(content))


def hash_of(content: bytes) -> str:
    """As the form of the admin keeps it."""
    return sha1(content, usedforsecurity=False).hexdigest()


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ({"text": "Hallo"}, ["tags", "language", "title"]),
        ({"text": "Hallo", "title": "Heft", "language": "de"}, ["tags"]),
        ({}, ["tags", "text", "language", "title"]),
        ({"text": "Hallo", "password": "geheim"}, ["protected"]),
    ],
)
def test_a_file_says_what_it_lacks(file, found):
    checked = document(pdf(**file))
    assert check(checked) == found
    assert checked.barriers.found == found


def test_tagged_files_with_language_and_title_have_no_barrier():
    with open("ikpe_site/demo/documents/satzung-ikpe-2014.pdf", "rb") as file:
        assert check(document(file.read())) == []


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n", b"%PDF-1.7\n" + b"\x00" * 5000, b"<html>"])
def test_a_broken_file_is_one_barrier_and_no_error(content):
    assert check(document(content)) == ["broken"]


def test_a_file_that_is_missing_is_one_barrier_and_no_error():
    gone = document(pdf(text="Hallo"))
    gone.file.storage.delete(gone.file.name)
    assert check(gone) == ["broken"]


def test_other_files_are_not_looked_into():
    assert check(document(b"a;b", name="tabelle.csv")) == []


def test_an_upload_is_checked_and_a_new_file_of_the_same_name_as_well(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        checked = document(pdf(text="Hallo"), name="fassung.pdf")
    assert DocumentBarriers.objects.get(document=checked).found == ["tags", "language", "title"]
    DocumentBarriers.objects.update(found=["unverändert"])
    with django_capture_on_commit_callbacks(execute=True):
        checked.description = "Nur die Beschreibung"
        checked.save()
    assert DocumentBarriers.objects.get(document=checked).found == ["unverändert"]
    with django_capture_on_commit_callbacks(execute=True):
        better = pdf(text="Hallo", title="Heft")
        checked.file.storage.delete(checked.file.name)  # as Wagtail does before it keeps the new one
        checked.file, checked.file_hash = ContentFile(better, name="fassung.pdf"), hash_of(better)
        checked.save()
    assert DocumentBarriers.objects.get(document=checked).found == ["tags", "language"]


def test_the_command_checks_what_was_there_before():
    document(pdf())
    document(b"a;b", name="tabelle.csv")
    output = StringIO()
    call_command("check_documents", stdout=output)
    assert output.getvalue() == "2 Dokumente geprüft, 1 davon mit Barrieren\n"
    call_command("check_documents", stdout=output)
    assert output.getvalue().endswith("0 Dokumente geprüft, 0 davon mit Barrieren\n")
