"""Uploads are judged by their content, and what is kept cannot do harm."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction

from ikpe_site.media.models import CustomDocument, CustomImage
from ikpe_site.media.uploads import harmless_name
from tests.factories import DocumentFactory, png

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
PROGRAM = b"MZ\x90\x00" + bytes(60)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int, height: int) -> bytes:
    """A picture of a few hundred bytes that says it is this large."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(bytes(1000))), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "#0f766e").save(buffer, kind)
    return buffer.getvalue()


def archive(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    return buffer.getvalue()


DOCX = archive(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})
ODT = archive(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<o/>"})
PDF = b"%PDF-1.7\n%%EOF"

ACCEPTED_DOCUMENTS = {
    "satzung.pdf": PDF,
    "brief.docx": DOCX,
    "tabelle.xlsx": archive(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}),
    "folien.pptx": archive(**{"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}),
    "brief.odt": ODT,
    "alles.zip": archive(**{"a.txt": "a"}),
    "daten.csv": "Kreis;Größe\nGotha;936\n".encode(),
    "alt.txt": "Größe".encode("cp1252"),
    "excel.txt": "Größe\t1\r\n".encode("utf-16"),
}
REFUSED_DOCUMENTS = {
    "programm.pdf": PROGRAM,
    "seite.pdf": HTML,
    "programm.docx": PROGRAM,
    "kein-brief.docx": archive(**{"a.txt": "a"}),
    "tabelle-als-brief.docx": ACCEPTED_DOCUMENTS["tabelle.xlsx"],
    "makros.docx": archive(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "", "word/vbaProject.bin": "x"}),
    "brief-als-tabelle.ods": ODT,
    "abgeschnitten.docx": DOCX[:-30],
    "programm.zip": PROGRAM,
    "programm.csv": PROGRAM,
    "programm.txt": b"\x7fELF\x02\x01\x01\x00",
    "seite.html": HTML,
    "bild.svg": SVG,
    "programm.exe": PROGRAM,
    "satzung.pdf.exe": PDF,
    "makros.docm": DOCX,
}
REFUSED_PICTURES = {
    "bild.svg": SVG,
    "skript.png": SVG,
    "seite.jpg": HTML,
    "foto.png": picture("JPEG"),
    "programm.png": PROGRAM,
    "riesig.png": bomb(60_000, 60_000),
    "gross.png": bomb(12_000, 12_000),
    "ohne-inhalt.png": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "abgeschnitten.jpg": picture("JPEG")[:200],
    "abgeschnitten.webp": picture("WEBP")[:20],
    "abgeschnitten.avif": picture("AVIF")[:100],
    "nichts.png": b"",
}


@pytest.fixture
def upload(editor_client):
    """Upload through the admin as an editor; return the answer."""

    def send(app, name, content):
        data = {"title": "Datei", "file": SimpleUploadedFile(name, content), "collection": 1, "tags": ""}
        return editor_client.post(reverse(f"{app}:add"), data | {"description": "", "credit": ""})

    return send


@pytest.mark.parametrize("name", ACCEPTED_DOCUMENTS)
def test_a_document_whose_content_is_what_its_name_says_is_kept(name, upload):
    assert upload("wagtaildocs", name, ACCEPTED_DOCUMENTS[name]).status_code == 302
    assert CustomDocument.objects.get().file.read() == ACCEPTED_DOCUMENTS[name]


@pytest.mark.parametrize("name", REFUSED_DOCUMENTS)
def test_any_other_document_is_refused_with_a_word_at_the_field(name, upload):
    response = upload("wagtaildocs", name, REFUSED_DOCUMENTS[name])
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert response.context["form"]["title"].value() == "Datei", "what was typed stays"
    assert not CustomDocument.objects.exists()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_a_picture_is_kept(kind, upload):
    assert upload("wagtailimages", f"bild.{kind.lower()}", picture(kind)).status_code == 302
    assert CustomImage.objects.get().width == 40


@pytest.mark.parametrize("name", REFUSED_PICTURES)
def test_any_other_picture_is_refused_with_a_word_at_the_field(name, upload):
    response = upload("wagtailimages", name, REFUSED_PICTURES[name])
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not CustomImage.objects.exists()


def test_what_is_dropped_onto_the_page_for_many_files_is_judged_alike(editor_client):
    for app, name, content in (("wagtailimages", "files[]", SVG), ("wagtaildocs", "files[]", PROGRAM)):
        file = SimpleUploadedFile("datei.png" if app == "wagtailimages" else "datei.pdf", content)
        answer = editor_client.post(reverse(f"{app}:add_multiple"), {name: file, "title": "Datei"})
        assert answer.status_code == 200
        assert answer.json()["success"] is False
    assert not CustomDocument.objects.exists()
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize(("app", "name"), [("wagtailimages", "bild.png"), ("wagtaildocs", "datei.pdf")])
def test_what_is_too_large_is_refused(app, name, upload, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1000
    response = upload(app, name, (png() if app == "wagtailimages" else PDF) + bytes(1000))
    assert "zu groß" in str(response.context["form"].errors["file"])


def test_there_is_a_limit_to_the_size(settings):
    assert settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE <= 20 * 2**20
    assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE <= 50 * 2**20
    assert settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS == Image.MAX_IMAGE_PIXELS == 50_000_000
    assert "svg" not in settings.WAGTAILIMAGES_EXTENSIONS + settings.WAGTAILDOCS_EXTENSIONS


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Größe & Öffnung (2).PDF", "groesse-oeffnung-2.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\windows\\satzung.pdf", "satzung.pdf"),
        ("rechnung.php.pdf", "rechnung-php.pdf"),
        ("zeile\r\nSet-Cookie: a=b.pdf", "zeile-set-cookie-ab.pdf"),
        ("\u202efdp.exe.pdf", "fdp-exe.pdf"),
        ("\x00nichts.pdf", "nichts.pdf"),
        ("<script>.pdf", "script.pdf"),
        (".pdf", "pdf"),
        ("---.pdf", "datei.pdf"),
        ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
    ],
)
def test_names_of_files_are_harmless(name, kept):
    assert harmless_name(name) == kept


def test_a_document_keeps_a_harmless_name(upload, client):
    upload("wagtaildocs", "../Größe.php.pdf", PDF)
    document = CustomDocument.objects.get()
    assert document.file.name.startswith("documents/groesse-php")
    assert document.filename.endswith(".pdf")
    assert client.get(document.url)["Content-Disposition"].startswith('attachment; filename="groesse-php')


@pytest.fixture
def private_document(editor):
    collection = Collection.get_first_root_node().add_child(name="Intern")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.set(editor.groups.all())
    return DocumentFactory(collection=collection)


def test_a_private_document_goes_only_to_those_who_may_read_it(
    private_document, editor_client, client, django_user_model
):
    assert client.get(private_document.url).status_code == 302
    stranger = Client()
    stranger.force_login(django_user_model.objects.create_user("fremd", "f@example.org"))
    assert stranger.get(private_document.url).status_code in (302, 403)
    assert editor_client.get(private_document.url).status_code == 200


def test_a_private_document_cannot_be_fetched_as_a_file(private_document, client):
    for address in (f"/media/{private_document.file.name}", private_document.file.url):
        assert client.get(address).status_code == 404
