"""The text of uploaded documents is read, and what cannot be read is noted."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from docx import Document as Docx
from fpdf import FPDF
from odfdo import Document as Odf
from odfdo import Paragraph
from openpyxl import Workbook
from pptx import Presentation
from pypdf import PdfReader, PdfWriter

from ikpe_site.media.documents import extraction, readers
from ikpe_site.media.documents.extraction import extract
from ikpe_site.media.models import CustomDocument, DocumentText
from tests.factories import DocumentFactory
from tests.helpers import soup_of, words

pytestmark = pytest.mark.database

TEXT = "Die Bäder im Ilm-Kreis"
State = DocumentText.State


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf(text=TEXT) -> bytes:
    document = FPDF()
    document.add_page()
    document.set_font("helvetica", size=12)
    if text:
        document.write(text=text)
    return bytes(document.output())


def protected_pdf() -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf())))
    writer.encrypt("geheim", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def docx() -> bytes:
    document = Docx()
    document.add_paragraph("Anfang")
    document.add_table(1, 1).cell(0, 0).text = TEXT
    return saved(document)


def xlsx() -> bytes:
    book = Workbook()
    book.active.append(["Zahl", 7, TEXT])
    return saved(book)


def pptx() -> bytes:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[0])
    slide.shapes.title.text = TEXT
    slide.notes_slide.notes_text_frame.text = "Notiz"
    return saved(show)


def odf(kind) -> bytes:
    document = Odf(kind)
    document.body.append(Paragraph(TEXT))
    return saved(document)


def bomb() -> bytes:
    """A small file that says it holds two gigabytes of text."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as good, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bad:
        for name in good.namelist():
            if name != "word/document.xml":
                bad.writestr(name, good.read(name))
        with bad.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>')
            for _ in range(2048):
                part.write(b"<w:p/>" * (1024 * 1024 // 6))
    return buffer.getvalue()


def document(content: bytes, extension: str) -> CustomDocument:
    return DocumentFactory(file=ContentFile(content, name=f"datei.{extension}"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("extension", "content"),
    [
        ("pdf", pdf),
        ("docx", docx),
        ("xlsx", xlsx),
        ("pptx", pptx),
        ("odt", lambda: odf("text")),
        ("odp", lambda: odf("presentation")),
        ("txt", lambda: TEXT.encode()),
        ("csv", lambda: f"Ort;Text\n1;{TEXT}".encode("cp1252")),
    ],
)
def test_the_text_is_read(extension, content):
    text = extract(document(content(), extension))
    assert text.state == State.READ
    assert TEXT in text.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("extension", "content", "state"),
    [
        ("pdf", protected_pdf(), State.ENCRYPTED),
        ("docx", readers.OLE + b" " * 600, State.ENCRYPTED),  # how Office wraps a file with a password
        ("pdf", b"%PDF-1.4 kaputt", State.BROKEN),
        ("pdf", pdf()[:200], State.BROKEN),
        ("pdf", b"", State.BROKEN),
        ("docx", b"PK\x03\x04 kaputt", State.BROKEN),
        ("xlsx", b"keine Tabelle", State.BROKEN),
        ("pptx", docx(), State.BROKEN),
        ("odt", docx(), State.BROKEN),
        ("pdf", pdf(""), State.EMPTY),
        ("zip", b"PK\x05\x06" + b"\0" * 18, State.UNSUPPORTED),
    ],
)
def test_what_cannot_be_read_is_noted_and_is_no_error(extension, content, state):
    text = extract(document(content, extension))
    assert (text.state, text.text) == (state, "")


@pytest.mark.django_db
def test_a_file_that_is_gone_is_noted():
    gone = document(pdf(), "pdf")
    gone.file.storage.delete(gone.file.name)
    assert extract(gone).state == State.MISSING


@pytest.mark.django_db
@pytest.mark.scale
def test_a_file_that_swells_is_stopped_by_the_limits():
    assert extract(document(bomb(), "docx")).state == State.TOO_LARGE


@pytest.mark.django_db
def test_a_file_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(extraction, "TIMEOUT", 0.01)
    assert extract(document(pdf(), "pdf")).state == State.TOO_LARGE


def test_no_more_text_is_kept_than_the_limit_says():
    lines = (f"Zeile {n}" for n in range(10**9))  # more than could ever be gone through
    assert len(readers.collect(lines)) == readers.MAX_LENGTH


def test_the_text_is_cleaned_of_what_databases_refuse():
    assert readers.collect(["Plan\x00ung\ud800", "  ", "Sozial-\nplanung", "Ilm-\nKreis"]) == "\n".join(
        ["Planung", "Sozialplanung", "Ilm- Kreis"]
    )


# --- when it happens -------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_document_is_read_after_the_upload_and_again_if_its_file_is_replaced(
    editor_client, django_capture_on_commit_callbacks
):
    upload = {"title": "Heft", "file": ContentFile(pdf("Sonnenblumen"), name="heft.pdf"), "collection": 1}
    with django_capture_on_commit_callbacks(execute=True):
        editor_client.post(reverse("wagtaildocs:add"), upload)
    heft = CustomDocument.objects.get(title="Heft")
    assert "Sonnenblumen" in heft.extracted.text
    with django_capture_on_commit_callbacks(execute=True):
        upload["file"] = ContentFile(pdf("Tulpen"), name="heft.pdf")
        editor_client.post(reverse("wagtaildocs:edit", args=[heft.pk]), upload)
    assert "Tulpen" in DocumentText.objects.get(document=heft).text


@pytest.mark.django_db
def test_a_file_is_not_read_again_if_only_the_title_changes(monkeypatch, django_capture_on_commit_callbacks):
    heft = document(pdf(), "pdf")
    extract(heft)
    monkeypatch.setattr(extraction, "run_reader", lambda *arguments: pytest.fail("read again"))
    heft.title = "Anders"
    with django_capture_on_commit_callbacks(execute=True):
        heft.save()
    assert extract(heft).state == State.READ


@pytest.mark.django_db
def test_the_command_reads_what_was_not_read_yet(capsys):
    first, second = document(pdf("Sonnenblumen"), "pdf"), document(protected_pdf(), "pdf")
    call_command("extract_document_text")
    assert "Sonnenblumen" in first.extracted.text
    assert second.extracted.state == State.ENCRYPTED
    shown = capsys.readouterr().out
    assert f"1: {State.ENCRYPTED.label}" in shown
    call_command("extract_document_text")
    assert capsys.readouterr().out == ""
    call_command("extract_document_text", all=True)
    assert f"1: {State.READ.label}" in capsys.readouterr().out


# --- in the admin ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_list_and_form_say_what_became_of_the_text(editor_client):
    secret = document(protected_pdf(), "pdf")
    fresh = document(pdf(), "pdf")
    extract(secret)
    listed = {words(row) for row in soup_of(editor_client.get(reverse("wagtaildocs:index"))).select("tbody tr")}
    assert any(secret.title in row and str(State.ENCRYPTED.label) in row for row in listed)
    form = soup_of(editor_client.get(reverse("wagtaildocs:edit", args=[secret.pk])))
    assert str(State.ENCRYPTED.label) in words(form)
    assert editor_client.get(reverse("wagtaildocs:edit", args=[fresh.pk])).status_code == 200
    assert editor_client.get(reverse("wagtaildocs:add")).status_code == 200
