"""How pictures of people are cut."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from ikpe_site.media.models import CustomImage
from tests.factories import NewsPageFactory
from tests.helpers import main_of

pytestmark = pytest.mark.django_db
HEAD, BODY = (200, 30, 30), (30, 30, 200)


@pytest.fixture
def portrait():
    """Somebody from head to foot: 100 pixels wide and 300 high, the head in the first 50."""
    picture = Image.new("RGB", (100, 300), BODY)
    ImageDraw.Draw(picture).rectangle((0, 0, 100, 50), fill=HEAD)
    file = BytesIO()
    picture.save(file, "PNG")
    return CustomImage.objects.create(title="Ganz", file=ContentFile(file.getvalue(), name="ganz.png"))


def share_of_head(picture, operation) -> float:
    with picture.get_rendition(f"{operation}-100x100").file.open() as file:
        cut = Image.open(file).convert("RGB")
    return sum(cut.getpixel((50, row))[0] > 100 for row in range(100)) / 50


def test_the_head_stays_where_wagtail_would_keep_the_middle(portrait):
    assert share_of_head(portrait, "fill") == 0
    assert share_of_head(portrait, "portrait") > 0.3


def test_cards_and_galleries_cut_no_heads_off(portrait, site_tree):
    page = NewsPageFactory(image=portrait, body=[("gallery", [{"picture": portrait, "caption": ""}])])
    for url, part in ((site_tree.news.url, ".card-media"), (page.url, ".gallery")):
        assert ".portrait-" in main_of(url).select_one(f"{part} img")["src"]


def test_a_focal_point_says_better_where_the_head_is(portrait):
    portrait.focal_point_x, portrait.focal_point_y = 50, 250
    portrait.focal_point_width = portrait.focal_point_height = 20
    portrait.save()
    assert share_of_head(portrait, "portrait") == 0
