"""Uploads are judged by their content, and what is kept cannot do harm."""

import contextlib
import io
import random
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction

from ikpe_site.media.models import CustomDocument, CustomImage
from ikpe_site.media.uploads import START, check_document, harmless_name
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


def archive(packing=zipfile.ZIP_STORED, **files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return buffer.getvalue()


def office(folder: str, **more: str) -> bytes:
    return archive(**{"[Content_Types].xml": "<Types/>", f"{folder}/document.xml": "<w/>"} | more)


def open_document(kind: str, packing=zipfile.ZIP_STORED, **more: str) -> bytes:
    return archive(packing, **{"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<o/>"} | more)


def changed(content: bytes, place: int, value: bytes) -> bytes:
    """An archive with another value in the header of its first file, at its beginning and in the list at its end."""
    entry = content.index(b"PK\x01\x02")
    for start in (place, entry + place + 2):
        content = content[:start] + value + content[start + len(value) :]
    return content


DOCX, ODT = office("word"), open_document("text")
ENCRYPTED, UNKNOWN_COMPRESSION = (6, b"\x01\x00"), (8, b"\x63\x00")
PDF = b"%PDF-1.7\n%%EOF"

ACCEPTED_DOCUMENTS = {
    "satzung.pdf": PDF,
    "mit-vorspann.pdf": bytes(START - len("%PDF-")) + PDF,
    "brief.docx": DOCX,
    "tabelle.xlsx": office("xl"),
    "folien.pptx": office("ppt"),
    "brief.odt": ODT,
    "tabelle.ods": open_document("spreadsheet"),
    "folien.odp": open_document("presentation"),
    "alles.zip": archive(**{"a.txt": "a"}),
    "daten.csv": "\ufeffKreis;“Größe”\nGotha;936\n".encode(),
    "alt.txt": "Größe".encode("cp1252"),
    "excel.txt": "Größe\t1\r\n".encode("utf-16"),
    "anders-herum.txt": b"\xfe\xff" + "Größe".encode("utf-16-be"),
    "seiten.txt": b"eins und\fzwei\r\n",
    "leer.txt": b"",
}
REFUSED_DOCUMENTS = {
    "programm.pdf": PROGRAM,
    "seite.pdf": HTML,
    "zu-langer-vorspann.pdf": bytes(START - len("%PDF-") + 1) + PDF,
    "programm.docx": PROGRAM,
    "kein-brief.docx": archive(**{"a.txt": "a"}),
    "ohne-verzeichnis.docx": archive(**{"word/document.xml": "<w/>"}),
    "tabelle-als-brief.docx": ACCEPTED_DOCUMENTS["tabelle.xlsx"],
    "makros.docx": office("word", **{"word/vbaProject.bin": "x"}),
    "makros.xlsx": office("xl", **{"xl/VBAPROJECT.BIN": "x"}),
    "makros.odt": open_document("text", **{"Basic/script-lc.xml": "x"}),
    "brief-als-tabelle.ods": ODT,
    "vorlage.odt": open_document("text-template"),
    "ohne-art.odt": archive(**{"content.xml": "<o/>"}),
    "verschluesselt.odt": changed(ODT, *ENCRYPTED),
    "unbekannt-gepackt.odt": changed(ODT, *UNKNOWN_COMPRESSION),
    "abgeschnitten.docx": DOCX[:-30],
    "programm.zip": PROGRAM,
    "programm.csv": PROGRAM,
    "programm.txt": b"\x7fELF\x02\x01\x01\x00",
    "loeschzeichen.txt": b"a\x1fb",
    "kein-zeichen.txt": b"Gr\x81\x9d",
    "halbes-zeichen.txt": b"\xff\xfea",
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
def test_a_document_whose_content_is_what_its_name_says_passes(name):
    file = SimpleUploadedFile(name.upper(), ACCEPTED_DOCUMENTS[name])
    file.seek(0, io.SEEK_END)  # wherever somebody has read to
    check_document(file)
    assert file.tell() == 0


@pytest.mark.parametrize("name", REFUSED_DOCUMENTS)
def test_any_other_document_is_refused(name):
    file = SimpleUploadedFile(name, REFUSED_DOCUMENTS[name])
    with pytest.raises(ValidationError, match=rf"nicht .*\.{name.rpartition('.')[2]}\b") as refusal:
        check_document(file)
    assert refusal.value.code == "wrong_content"
    assert file.tell() == 0


def test_what_grows_when_it_is_unpacked_is_not_unpacked():
    file = SimpleUploadedFile("bombe.odt", open_document("text", zipfile.ZIP_DEFLATED, mimetype="\0" * 20 * 2**20))
    tracemalloc.start()
    with pytest.raises(ValidationError):
        check_document(file)
    assert tracemalloc.get_traced_memory()[1] < 2**20
    tracemalloc.stop()


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_no_damage_to_an_archive_breaks_the_look_into_it(packing):
    whole, chance = open_document("text", packing), random.Random(1)  # noqa: S311 always the same
    check_document(SimpleUploadedFile("brief.odt", whole))
    for _number in range(1000):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with contextlib.suppress(ValidationError):
            check_document(SimpleUploadedFile("brief.odt", bytes(damaged)))


def test_an_accepted_document_is_kept_as_it_is(upload):
    assert upload("wagtaildocs", "brief.docx", DOCX).status_code == 302
    assert CustomDocument.objects.get().file.read() == DOCX


@pytest.mark.parametrize("name", ["kein-brief.docx", "programm.exe", "makros.docm"])
def test_a_refusal_stands_at_the_field_and_what_was_typed_stays(name, upload):
    response = upload("wagtaildocs", name, REFUSED_DOCUMENTS[name])
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert response.context["form"]["title"].value() == "Datei"
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
        ("x" * 79 + " y.pdf", "x" * 79 + ".pdf"),
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
