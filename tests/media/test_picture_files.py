"""Pictures as cameras, scanners and programs write them: what is kept of each, and that each can be shown."""

import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _
from PIL import Image, ImageCms
from wagtail.images.models import SourceImageIOError
from wagtail.models import Collection

from ikpe_site.core.metadata import SOCIAL_FORMAT
from ikpe_site.media.models import CustomImage
from ikpe_site.media.pictures import displayable
from tests.factories import ImageFactory, NewsPageFactory
from tests.helpers import get_soup, words

CASES = Path(__file__).with_name("cases") / "pictures"
# One rendition in each format, and that for messengers.
RENDITIONS = [
    *(f"format-{kind}|fill-40x30" for kind in ("avif", "jpeg", "png", "webp")),
    "format-webp|width-640",
    SOCIAL_FORMAT,
]
GPS = 0x8825


def written(picture: Image.Image, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def drawn(mode: str, size=(60, 40)) -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert("RGB").convert(mode)


def profile(space: str = "sRGB") -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes()


MADE = {
    "rgb-16bit-grey.png": written(Image.new("I;16", (60, 40), 40_000), "PNG"),
    "lab-profile.jpg": written(drawn("RGB"), "JPEG", icc_profile=profile("LAB")),
    "rgb-profile-on-grey.jpg": written(drawn("L"), "JPEG", icc_profile=profile()),
    "cmyk-with-profile-of-rgb.jpg": written(drawn("CMYK"), "JPEG", icc_profile=profile()),
    "good-profile.png": written(drawn("RGB"), "PNG", icc_profile=profile()),
    "palette-with-alpha.png": written(drawn("P"), "PNG", transparency=bytes(range(256))),
    "narrow.png": written(drawn("RGB", (1, 20_000)), "PNG"),
    "one-point.gif": written(drawn("P", (1, 1)), "GIF"),
    "moving.gif": written(drawn("RGB"), "GIF", save_all=True, append_images=[Image.new("RGB", (60, 40))]),
    "refused-moving.png": written(drawn("RGB"), "PNG", save_all=True, append_images=[drawn("L").convert("RGB")]),
    "refused-moving.avif": written(drawn("RGB"), "AVIF", save_all=True, append_images=[drawn("L").convert("RGB")]),
    "broken-exif.jpg": written(drawn("RGB"), "JPEG", exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff"),
    "transparent.heic": written(drawn("RGBA"), "HEIF"),
    "cut-off.png": written(drawn("RGB", (300, 300)), "PNG")[:-200],
    "cut-off.heic": written(drawn("RGB"), "HEIF")[:-20],
}

# What is kept: the file as it is (True), without what a camera wrote into it ("stripped"), the format that it is
# turned into, or nothing (False, None).
KEPT = {
    "16bit-gray.png": "PNG",
    "16bit-rgb.png": True,  # Pillow itself makes eight bits of it
    "1bit-scan.png": True,
    "5000x4.jpg": True,
    "adobe-ycck.jpg": True,
    "animated.gif": True,
    "animated.webp": True,
    "bad-icc.jpg": "JPEG",
    "cmyk.jpg": "JPEG",
    "exif-rotated-gps.jpg": "stripped",
    "gray-alpha.png": True,
    "heic.heic": "JPEG",
    "mpo.jpg": "stripped",
    "palette.png": True,
    "rgb-trns.png": True,
    "rgba.png": True,
    "transparent.gif": True,
    "truncated.jpg": False,
    "rgb-16bit-grey.png": "PNG",
    "lab-profile.jpg": "JPEG",
    "rgb-profile-on-grey.jpg": "JPEG",
    "cmyk-with-profile-of-rgb.jpg": "JPEG",
    "good-profile.png": True,
    "palette-with-alpha.png": True,
    "narrow.png": "PNG",
    "moving-broken.avif": None,
    "one-point.gif": True,
    "moving.gif": True,
    "refused-moving.png": False,
    "refused-moving.avif": False,
    "broken-exif.jpg": "stripped",
    "transparent.heic": "PNG",
    "cut-off.png": False,
    "cut-off.heic": False,
}


DAMAGED = "Das Bild ist beschädigt und nicht lesbar."
STANDS_STILL = "Bewegte Bilder dieser Art nimmt die Website nicht an. Bitte wählen Sie ein Bild, das stillsteht."


def content_of(name: str) -> bytes:
    return MADE[name] if name in MADE else (CASES / name).read_bytes()


@pytest.fixture
def upload(editor_client):
    """Drop a picture onto the page for several; return the answer and what was kept."""

    def send(name: str):
        data = {"files[]": SimpleUploadedFile(name, content_of(name)), "title": name}
        data["collection"] = Collection.get_first_root_node().pk
        answer = editor_client.post(reverse("wagtailimages:add_multiple"), data).json()
        return answer, CustomImage.objects.first()

    return send


def test_no_case_is_forgotten():
    assert set(KEPT) == {path.name for path in CASES.iterdir()} | set(MADE)


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("name", KEPT)
def test_a_picture_is_kept_so_that_it_can_be_shown_or_refused_in_a_sentence(name, upload):
    answer, image = upload(name)
    if KEPT[name] is None:  # damaged beyond telling what it was
        assert "kein Bild oder ist defekt" in answer["error_message"]
        return
    if KEPT[name] is False:
        assert answer["error_message"] == (STANDS_STILL if "refused" in name else DAMAGED)
        assert image is None
        return
    with image.file.open() as file:
        if KEPT[name] is True:
            assert file.read() == content_of(name)
        elif KEPT[name] == "stripped":
            shown = Image.open(file)
            assert (shown.format, Path(image.file.name).suffix, dict(shown.getexif())) == ("JPEG", ".jpg", {})
        else:
            assert Image.open(file).format == KEPT[name]
            assert Path(image.file.name).suffix == f".{KEPT[name].lower()}"
    for rendition in image.get_renditions(*RENDITIONS).values():
        with rendition.file.open() as file, Image.open(file) as shown:
            shown.load()
            assert shown.mode in ("L", "RGB", "RGBA", "LA", "P")
            assert GPS not in shown.getexif()


def test_sixteen_bits_of_grey_keep_their_brightness():
    shown = Image.open(displayable(SimpleUploadedFile("grau.png", MADE["rgb-16bit-grey.png"])))
    assert (shown.mode, shown.getpixel((0, 0))) == ("L", 40_000 // 256)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["moving.gif", "animated.webp", "transparent.gif", "mpo.jpg"])
def test_an_animated_picture_says_that_it_will_stand_still(name, upload):
    answer, _image = upload(name)
    form = words(BeautifulSoup(answer["form"], "html.parser"))
    assert (_("This picture is animated: it stands still on the website.") in form) is (
        name in ("moving.gif", "animated.webp")
    )


# --- what cannot be drawn nonetheless --------------------------------------------------------------------------------


@pytest.fixture
def undrawable(db):
    """A picture that was taken before, and of which no rendition can be made."""
    return ImageFactory(file=ContentFile(content_of("16bit-gray.png"), name="alt.png"))


def test_a_picture_that_cannot_be_drawn_says_so_in_the_log(undrawable, caplog):
    with pytest.raises(SourceImageIOError):
        undrawable.get_rendition("width-40|format-jpeg")
    assert f"Picture {undrawable.pk} " in caplog.text
    assert "cannot write mode I;16 as JPEG" in caplog.text


def test_a_picture_that_cannot_be_drawn_takes_nothing_with_it(undrawable, site_tree, client):
    body = [
        {"type": "picture", "value": {"picture": {"image": undrawable.pk}, "caption": "Unter dem Bild"}},
        {"type": "gallery", "value": [{"picture": {"image": undrawable.pk}}, {"picture": {"image": undrawable.pk}}]},
    ]
    page = NewsPageFactory(title="Sommerfest", image=undrawable, social_image=undrawable)
    page.body = [(entry["type"], page.body.stream_block.child_blocks[entry["type"]].to_python(entry["value"]))
                 for entry in body]  # fmt: skip
    page.save_revision().publish()
    card = get_soup(site_tree.news.url).select_one(".card-media")
    assert card.svg
    assert not card.img
    shown = get_soup(page.url)
    assert not shown.select(".lead-picture, .story-picture")
    assert "/vorschau/" in shown.select_one("meta[property='og:image']")["content"]
    for address in ("feed/", "feed.json"):
        answer = client.get(site_tree.news.url + address)
        assert answer.status_code == 200
        assert "Sommerfest" in answer.content.decode()
        assert "not-found" not in answer.content.decode()
