"""What phones and programs write into pictures goes with the upload; who made the picture is offered as its field."""

import io

import pillow_heif
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from PIL import ExifTags, Image, ImageCms, PngImagePlugin
from wagtail.models import Collection

from ikpe_site.media.metadata import described_by
from ikpe_site.media.models import CustomImage
from ikpe_site.media.pictures import displayable
from tests.factories import ImageFactory

SECRET = "Fairphone-4711"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Model="{SECRET}" photoshop:Credit="Bildstelle">
<dc:creator><rdf:Seq><rdf:li>Änne Foto</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Ein Marktplatz im Regen</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>""".encode()
LYING = 6  # the orientation of a picture that must be turned by 90 degrees


def exif(**texts: str) -> bytes:
    data = Image.Exif()
    data[ExifTags.Base.Model] = SECRET
    data[ExifTags.Base.Orientation] = LYING
    for name, text in texts.items():
        data[ExifTags.Base[name]] = text
    data.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (50.0, 58.0, 41.0), 3: "E", 4: (11.0, 1.0, 44.0)})
    return data.tobytes()


def iptc(**texts: tuple[int, str]) -> bytes:
    """A segment of a JPEG file as Photoshop writes it."""
    records = b"".join(b"\x1c\x02" + bytes([number]) + len(text.encode()).to_bytes(2) + text.encode()
                       for number, text in texts.values())  # fmt: skip
    content = (
        b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(records).to_bytes(4) + records + b"\0" * (len(records) % 2)
    )
    return b"\xff\xed" + (len(content) + 2).to_bytes(2) + content


def picture(kind: str, **options) -> bytes:
    drawn = Image.new("RGB", (60, 40), "#ffffff")
    drawn.paste("#c00000", (0, 0, 60, 10))
    buffer = io.BytesIO()
    drawn.save(buffer, kind, **({"icc_profile": PROFILE} | options))
    return buffer.getvalue()


def after_start(jpeg: bytes, segment: bytes) -> bytes:
    return jpeg[:2] + segment + jpeg[2:]


def heic() -> bytes:
    buffer = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (60, 40), "#c00000")).save(buffer, exif=exif(), xmp=XMP)
    return buffer.getvalue()


def text_chunk() -> PngImagePlugin.PngInfo:
    chunk = PngImagePlugin.PngInfo()
    chunk.add_text("Comment", SECRET)
    return chunk


def tiff_exif() -> Image.Exif:
    data = Image.Exif()
    data.load(exif())
    return data


FILES = {
    "foto.jpg": picture("JPEG", exif=exif(), xmp=XMP, comment=SECRET.encode(), quality=80),
    "redaktion.jpg": after_start(picture("JPEG"), iptc(model=(5, SECRET))),
    "foto.png": picture("PNG", exif=exif(), pnginfo=text_chunk()),
    "foto.webp": picture("WEBP", exif=exif(), xmp=XMP),
    "foto.avif": picture("AVIF", exif=exif(), xmp=XMP),
    "foto.heic": heic(),
    "foto.tif": picture("TIFF", exif=tiff_exif()),
}


def file(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, FILES[name])


def chosen(client, name: str, content: bytes, **fields: str) -> CustomImage:
    """Upload a picture as from the form of a page."""
    data = {
        "title": name,
        "collection": Collection.get_first_root_node().pk,
        "file": SimpleUploadedFile(name, content),
    }
    prefixed = {f"image-chooser-upload-{field}": value for field, value in (data | fields).items()}
    assert client.post(reverse("wagtailimages_chooser:create"), prefixed).json()["step"] == "chosen"
    return CustomImage.objects.get(title=name)


def test_the_examples_say_where_they_were_taken_before():
    assert all(SECRET.encode() in content for content in FILES.values())


@pytest.mark.parametrize("name", FILES)
def test_no_metadata_are_left_in_a_picture_but_its_profile_and_it_stands_upright(name):
    kept = displayable(file(name))
    content = kept.read()
    assert SECRET.encode() not in content
    assert b"xmpmeta" not in content
    with Image.open(io.BytesIO(content)) as shown:
        assert not shown.getexif()
        assert shown.size == ((60, 40) if name == "redaktion.jpg" else (40, 60))
        if name not in ("foto.heic", "foto.tif"):  # those become JPEG or PNG in sRGB
            assert shown.info["icc_profile"] == PROFILE


@pytest.mark.parametrize("name", FILES)
def test_what_was_cleaned_stays_as_it_is(name):
    kept = displayable(file(name))
    assert displayable(kept) is kept


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photograph_that_stands_upright_keeps_every_point(progressive):
    behind = SECRET.encode() + picture("JPEG")  # as phones write a film behind a picture
    content = picture("JPEG", comment=SECRET.encode(), quality=80, progressive=progressive, xmp=XMP) + behind
    kept = displayable(SimpleUploadedFile("f.jpg", content))
    assert SECRET.encode() not in kept.read()
    before, after = Image.open(io.BytesIO(content)), Image.open(kept)
    assert after.tobytes() == before.tobytes()


def test_a_photograph_that_is_turned_keeps_its_quality():
    content = picture("JPEG", exif=exif(), quality=80)
    before, after = Image.open(io.BytesIO(content)), Image.open(displayable(SimpleUploadedFile("f.jpg", content)))
    assert after.quantization == before.quantization


def test_an_animated_picture_keeps_its_frames():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("#ff0000", "#00ff00", "#0000ff")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:], xmp=XMP)
    kept = displayable(SimpleUploadedFile("bewegt.webp", buffer.getvalue()))
    assert SECRET.encode() not in kept.read()
    assert Image.open(kept).n_frames == 3


# --- what is offered ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "offered"),
    [
        (
            picture(
                "JPEG", exif=exif(Artist="Anna Beispiel", Copyright="(c) IKPE", ImageDescription="Ein Haus am See")
            ),
            {"credit": "Anna Beispiel / (c) IKPE", "description": "Ein Haus am See"},
        ),
        (picture("JPEG", exif=exif(ImageDescription="OLYMPUS DIGITAL CAMERA")), {}),
        (picture("JPEG", exif=exif(Artist="  "), xmp=b"<kaputt"), {}),
        (
            picture("JPEG", exif=exif(Artist="Kamera", Copyright="(c) IKPE"), xmp=XMP),
            {"credit": "Änne Foto / Bildstelle / (c) IKPE", "description": "Ein Marktplatz im Regen"},
        ),
        (picture("WEBP", xmp=XMP), {"credit": "Änne Foto / Bildstelle", "description": "Ein Marktplatz im Regen"}),
        (
            after_start(
                picture("JPEG"), iptc(by=(80, "Jörg"), credit=(110, "Archiv"), caption=(120, "Ein Fest im Mai"))
            ),
            {"credit": "Jörg / Archiv", "description": "Ein Fest im Mai"},
        ),
        (picture("JPEG", exif=exif(Artist="X" * 300)), {"credit": "X" * 255}),
        (b"kein Bild", {}),
    ],
)
def test_what_a_picture_says_of_its_author_and_subject_is_found(content, offered):
    assert described_by(SimpleUploadedFile("foto.jpg", content)) == offered


@pytest.mark.django_db
def test_what_the_file_says_fills_the_fields_that_were_left_empty(editor_client):
    content = picture("JPEG", exif=exif(Artist="Anna Beispiel", ImageDescription="Ein Haus am See"))
    image = chosen(editor_client, "haus.jpg", content, description="Ein rotes Haus")
    assert (image.credit, image.description) == ("Anna Beispiel", "Ein rotes Haus")


@pytest.mark.django_db
def test_original_and_renditions_of_an_upload_carry_nothing(editor_client):
    image = chosen(editor_client, "foto.jpg", FILES["foto.jpg"])
    assert (image.width, image.height) == (40, 60)
    rendition = image.get_rendition("width-20|format-jpeg")
    for stored in (image.file, rendition.file):
        with stored.open() as opened:
            assert SECRET.encode() not in opened.read()


# --- those that are there -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_command_cleans_pictures_that_are_there_and_leaves_the_others(
    capsys, django_capture_on_commit_callbacks, tasks_are_done
):
    def taken(name: str, content: bytes, **fields) -> CustomImage:
        return ImageFactory(file=ContentFile(content, name=name), **fields)

    photo = taken("foto.jpg", picture("JPEG", exif=exif(Artist="Anna Beispiel"), comment=SECRET.encode()), credit="")
    credited = taken("zwei.jpg", picture("JPEG", exif=exif(Artist="Anna Beispiel")), credit="Archiv")
    clean = taken("rein.png", picture("PNG"))
    broken = taken("kaputt.jpg", picture("JPEG", exif=exif()))
    broken.file.storage.delete(broken.file.name)
    broken.file.storage.save(broken.file.name, ContentFile(picture("JPEG", exif=exif())[:-20]))
    old_file, old_rendition = photo.file.name, photo.get_rendition("width-20|format-jpeg").file.name
    clean_file = clean.file.name

    with django_capture_on_commit_callbacks(execute=True):  # files of renditions go with their rows
        call_command("strip_picture_metadata")
    output = capsys.readouterr()
    assert output.out == "2 Bilder bereinigt, 1 nicht lesbar\n"
    assert broken.title in output.err

    photo.refresh_from_db()
    credited.refresh_from_db()
    clean.refresh_from_db()
    assert (photo.credit, credited.credit, clean.file.name) == ("Anna Beispiel", "Archiv", clean_file)
    assert (photo.width, photo.height, photo.file_size) == (40, 60, photo.file.size)
    storage = photo.file.storage
    assert not storage.exists(old_file)
    assert not storage.exists(old_rendition)
    with photo.file.open() as opened:
        assert SECRET.encode() not in opened.read()

    call_command("strip_picture_metadata")
    assert capsys.readouterr().out == "0 Bilder bereinigt, 1 nicht lesbar\n"
