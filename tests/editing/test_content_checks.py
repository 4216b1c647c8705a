"""What the server tells the checks of a page; what they find is tested in a browser (tests/browser/test_checks.py)."""

import json
import re

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from ikpe_site.core.blocks import StoryBlock
from ikpe_site.editing.content_checks import RULES
from tests.factories import ContentPageFactory, ImageFactory
from tests.helpers import get_soup

GALLERY = [("Ein Boot", True), ("", True), ("Ein Steg", False)]  # alternative text, and whether there is a credit

pytestmark = pytest.mark.django_db


def test_editors_get_each_rule_with_german_words_and_visitors_get_none(editor_client, site_tree):
    page = ContentPageFactory()
    shown = editor_client.get(page.url).content.decode()
    configuration = json.loads(re.search(r'id="checker-axe-configuration"[^>]*>(.*?)</script>', shown, re.DOTALL)[1])
    for rule in RULES:
        assert rule.name in configuration["options"]["runOnly"]
        assert configuration["messages"][rule.name]["error_name"] == str(rule.heading)
    assert "js/checks" in shown
    for_visitors = Client().get(page.url).content.decode()
    assert not re.search("js/checks|checker-axe-configuration", for_visitors)


def test_each_rule_has_a_check_in_the_script():
    script = (settings.BASE_DIR / "static" / "js" / "checks.js").read_text()
    table = script.partition("const checks = {")[2].partition("\n  };")[0]
    checks = re.findall(r'^    "?([a-z-]+)"?: ', table, re.MULTILINE)
    assert set(checks) == {rule.name for rule in RULES}


def test_only_the_preview_marks_what_the_pictures_of_a_gallery_lack(site_tree, editor_client):
    picture = {"image": ImageFactory(credit="").pk, "decorative": False}
    raw = [{"picture": picture | {"alt_text": alt}, "caption": "", "credit": "IKPE" * has} for alt, has in GALLERY]
    page = ContentPageFactory(body=StoryBlock().to_python([{"type": "gallery", "value": raw}]))
    soup = get_soup(f"/admin/pages/{page.pk}/view_draft/", editor_client)
    marks = [
        [name in item.attrs for name in ("data-undescribed", "data-uncredited")] for item in soup.select(".gallery li")
    ]
    assert marks == [[not alt, not has] for alt, has in GALLERY]
    assert not re.search("data-(undescribed|uncredited|block=)", editor_client.get(page.url).content.decode())


def test_only_the_preview_marks_a_picture_without_alternative_text(site_tree, editor_client):
    page = ContentPageFactory(image=ImageFactory(description=""))
    preview = editor_client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert "data-undescribed" not in editor_client.get(page.url).content.decode()
    assert preview.status_code == 200
    assert "data-undescribed" in preview.content.decode()


def test_only_the_preview_marks_a_picture_that_not_everybody_sees(site_tree, editor_client):
    collection = Collection.get_first_root_node().add_child(name="Vorstand")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    private = ImageFactory(collection=collection)
    blocks = [
        {"type": "picture", "value": {"picture": {"image": private.pk}, "caption": "", "credit": ""}},
        {"type": "gallery", "value": [{"picture": {"image": image.pk}} for image in (private, ImageFactory())]},
    ]
    page = ContentPageFactory(image=private, body=StoryBlock().to_python(blocks))
    preview = get_soup(f"/admin/pages/{page.pk}/view_draft/", editor_client)
    assert [mark.name for mark in preview.select("[data-private]")] == ["figure", "figure", "li"]
    assert "data-private" not in editor_client.get(page.url).content.decode()
