"""The blocks of stories and of the home page, as editors choose them and as visitors see them."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from ikpe_site.core.blocks import LinkBlock, OptionalLinkBlock, StoryBlock
from ikpe_site.core.blocks.lists import CellsBlockAdapter
from ikpe_site.home.blocks import HomeBlock
from ikpe_site.home.models import HomePage
from tests.admin_forms import edit_url, errors_of, read_form, stream_data
from tests.factories import (
    ContentPageFactory,
    DocumentFactory,
    EventPageFactory,
    ImageFactory,
    NewsPageFactory,
    PersonPageFactory,
    TopicPageFactory,
)
from tests.helpers import get_soup, hrefs, main_of, titles, words

STORY, HOME = StoryBlock().child_blocks, HomeBlock().child_blocks
BLOCKS = {**{f"story.{name}": block for name, block in STORY.items()}, **{f"home.{n}": b for n, b in HOME.items()}}


def story_page(*body, **fields):
    return ContentPageFactory(body=list(body), **fields)


def with_alt(image, text=None):
    image.contextual_alt_text, image.decorative = image.description if text is None else text, text == ""
    return image


# --- in the admin ----------------------------------------------------------------------------------------------------


def test_a_story_offers_all_blocks_of_the_design():
    assert set(STORY) >= {
        "heading",
        "text",
        "picture",
        "quotation",
        "downloads",
        "accordion",
        "people",
        "names",
        "table",
        "call_to_action",
        "embed",
    }


def test_the_home_page_offers_its_eight_sections():
    assert len(HOME) == 8


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_says_what_it_is(name):
    block = BLOCKS[name]
    assert block.label, "no label"
    assert block.meta.icon not in ("", "placeholder"), "no icon"
    assert block.get_description(), "no description"
    assert len({str(other.label) for other in BLOCKS.values()}) == len(BLOCKS), "a label stands twice"


@pytest.mark.parametrize("name", [name for name in BLOCKS if name.startswith("story.")])
def test_a_block_of_a_story_stands_in_a_group(name):
    assert BLOCKS[name].meta.group


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("is_filled", [False, True], ids=["on an empty site", "on a full site"])
def test_a_block_has_a_preview_that_renders(name, is_filled, site_tree, editor_client):
    if is_filled:
        for factory in (ImageFactory, DocumentFactory, PersonPageFactory, NewsPageFactory, TopicPageFactory):
            factory()
        EventPageFactory()
    block = BLOCKS[name]
    assert block.is_previewable
    response = editor_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200


def test_every_block_can_be_rendered_with_the_value_of_its_preview(site_tree, client):
    ImageFactory()
    DocumentFactory()
    PersonPageFactory()
    page = story_page(*[(name, block.get_preview_value()) for name, block in STORY.items()])
    assert len(main_of(page.url).select(".story > *")) == len(STORY)


def test_nested_blocks_have_labels():
    def walk(block, path):
        yield path, block
        for name, child in getattr(block, "child_blocks", {}).items():
            yield from walk(child, f"{path}.{name}")
        if hasattr(block, "child_block"):
            yield from walk(block.child_block, f"{path}[]")

    for name, block in BLOCKS.items():
        for path, child in walk(block, name):
            assert child.label, path


# --- links -----------------------------------------------------------------------------------------------------------


def link(block=None, **value):
    block = block or LinkBlock()
    return block.clean(block.to_python({"page": None, "url": "", "label": "", **value}))


def refused(**value) -> dict:
    with pytest.raises(ValidationError) as caught:
        link(**value)
    return {name: str(error.messages[0]) for name, error in caught.value.block_errors.items()}


def test_a_link_to_a_page_is_named_by_it(site_tree):
    assert link(page=site_tree.news.pk).text == "Aktuelles"
    assert link(page=site_tree.news.pk, label="Alle Beiträge").text == "Alle Beiträge"


def test_a_link_to_another_address_has_a_label(db):
    assert link(url="https://www.fh-erfurt.de/", label="Fachhochschule").text == "Fachhochschule"
    assert refused(url="https://www.fh-erfurt.de/") == {"label": _("A link to another address needs a label.")}


def test_a_link_leads_to_one_place_only(site_tree):
    errors = refused(page=site_tree.news.pk, url="https://www.fh-erfurt.de/", label="Beides")
    assert errors == {"url": _("Choose a page or enter an address, not both.")}


def test_a_link_leads_somewhere(db):
    assert refused() == {"page": _("Choose a page or enter an address.")}
    assert refused(label="Nirgendwohin") == {"page": _("Choose a page or enter an address.")}


def test_an_optional_link_may_be_empty(db):
    assert link(OptionalLinkBlock()).text == ""


def test_a_script_is_no_address(db):
    with pytest.raises(ValidationError):
        link(url="javascript:alert(1)", label="Klick")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"page": "", "url": "", "label": ""}, "Choose a page or enter an address."),
        ({"page": "", "url": "https://www.fh-erfurt.de/", "label": ""}, "A link to another address needs a label."),
    ],
)
def test_the_form_of_the_home_page_names_what_is_wrong_with_a_button(value, message, site_tree, editor_client):
    url = edit_url(site_tree.home)
    data = read_form(editor_client, url) | stream_data(HomePage, buttons=[("button", value)])
    response = editor_client.post(url, data | {"action-publish": "1"})
    assert "buttons" in errors_of(response)
    # The form hands its errors to the script of the block as JSON.
    assert json.dumps(_(message)).strip('"') in response.content.decode()


# --- what visitors see -----------------------------------------------------------------------------------------------


def test_headings_of_a_story_stand_below_the_title(site_tree):
    page = story_page(("heading", "Unser Vorgehen"))
    assert words(main_of(page.url).select_one(".story h2")) == "Unser Vorgehen"


def test_an_accordion_opens_one_section_at_a_time(site_tree):
    items = [{"heading": f"Abschnitt {n}", "text": f"<p>Text {n}</p>"} for n in range(3)]
    page = story_page(("accordion", items), ("accordion", items[:2]))
    first, second = main_of(page.url).select(".accordion")
    names = {details["name"] for details in first.select("details")}
    assert len(first.select("details")) == 3
    assert len(names) == 1
    assert names != {""}
    assert names.isdisjoint({details["name"] for details in second.select("details")})
    assert titles(first, "summary") == ["Abschnitt 0", "Abschnitt 1", "Abschnitt 2"]


def test_a_picture_has_alternative_text_caption_and_credit(site_tree):
    image = with_alt(ImageFactory(credit="Zeichnung: IKPE"), "Drei Türme")
    page = story_page(("picture", {"picture": image, "caption": "Ein Ort", "credit": ""}))
    figure = main_of(page.url).select_one("figure")
    assert figure.img["alt"] == "Drei Türme"
    assert words(figure.figcaption) == "Ein Ort Zeichnung: IKPE"
    assert figure.img["loading"] == "lazy"


def test_the_credit_of_the_block_goes_before_that_of_the_picture(site_tree):
    image = with_alt(ImageFactory(credit="Archiv"))
    page = story_page(("picture", {"picture": image, "caption": "", "credit": "Foto: Stadt Erfurt"}))
    assert words(main_of(page.url).figcaption) == "Foto: Stadt Erfurt"


def test_a_picture_without_caption_and_credit_has_no_empty_caption(site_tree):
    page = story_page(("picture", {"picture": with_alt(ImageFactory()), "caption": "", "credit": ""}))
    assert main_of(page.url).select("figure figcaption") == []


def test_a_decorative_picture_has_an_empty_alternative_text(site_tree):
    page = story_page(("picture", {"picture": with_alt(ImageFactory(), ""), "caption": "", "credit": ""}))
    assert main_of(page.url).select_one("figure img")["alt"] == ""


def test_pictures_come_in_modern_formats_with_a_fallback(site_tree):
    page = story_page(("picture", {"picture": with_alt(ImageFactory()), "caption": "", "credit": ""}))
    picture = main_of(page.url).select_one("picture")
    assert {source["type"] for source in picture.select("source")} >= {"image/avif", "image/webp"}
    assert all(source.get("sizes") for source in picture.select("source"))


def test_a_quotation_names_its_source(site_tree):
    page = story_page(("quotation", {"text": "Erste Zeile\nZweite Zeile", "source": "Leitbild, S. 3"}))
    figure = main_of(page.url).select_one("figure.quotation")
    assert words(figure.blockquote) == "Erste Zeile Zweite Zeile"
    assert words(figure.figcaption) == "Leitbild, S. 3"


def test_a_download_tells_its_type_and_size(site_tree):
    document = DocumentFactory(title="Satzung")
    page = story_page(("downloads", [document]))
    download = main_of(page.url).select_one(".downloads a")
    assert download["href"] == document.url
    assert "Satzung" in words(download)
    assert "PDF" in words(download)
    assert filesizeformat(document.file_size).replace("\xa0", " ") in words(download)


def test_a_deleted_document_leaves_no_trace(site_tree):
    document = DocumentFactory()
    page = story_page(("downloads", [document]))
    document.delete()
    assert main_of(page.url).select(".downloads li") == []


def test_a_deleted_picture_leaves_the_rest_of_the_page(site_tree):
    image = ImageFactory()
    page = story_page(("picture", {"picture": with_alt(image), "caption": "Weg", "credit": ""}), ("heading", "Bleibt"))
    image.delete()
    assert "Bleibt" in titles(main_of(page.url), "h2")


def test_chosen_people_are_shown_in_the_order_of_choosing(site_tree):
    people = [PersonPageFactory(first_name=name, last_name="Test") for name in ("Zoe", "Anna", "Max")]
    page = story_page(("people", people))
    assert titles(main_of(page.url), ".person-name") == ["Zoe Test", "Anna Test", "Max Test"]


def test_names_link_to_their_address_if_they_have_one(site_tree):
    entry = {"detail": "", "logo": None, "url": ""}
    names = [
        {**entry, "name": "Stadt Erfurt", "url": "https://www.erfurt.de/"},
        {**entry, "name": "Landkreis Göttingen", "detail": "Auftraggeber"},
    ]
    names_block = main_of(story_page(("names", names)).url).select_one(".names")
    assert hrefs(names_block) == ["https://www.erfurt.de/"]
    assert "Landkreis Göttingen Auftraggeber" in words(names_block)


def test_a_table_has_a_caption_and_headings(site_tree):
    table = {
        "columns": [{"type": "text", "heading": "Bereich"}, {"type": "text", "heading": "Ziel"}],
        "rows": [{"values": ["Analyse", "Bedarfe erkennen"]}],
        "caption": "Statistisches Amt",
    }
    value = STORY["table"].normalize({"caption": "Drei Bereiche", "table": table})
    shown = main_of(story_page(("table", value)).url)
    assert titles(shown, ".table-source") == ["Quelle: Statistisches Amt"]
    element = shown.table
    assert words(element.caption) == "Drei Bereiche"
    assert titles(element, "thead th[scope=col]") == ["Bereich", "Ziel"]
    assert titles(element, "tbody th[scope=row]") == ["Analyse"]
    assert titles(element, "tbody td") == ["Bedarfe erkennen"]


def test_numbers_of_a_table_stand_below_each_other(site_tree):
    columns = [{"type": "text", "heading": "Kreis"}, {"type": "number", "heading": "Zahl"}]
    table = {"columns": columns, "rows": [{"values": ["Gera", 93]}], "caption": ""}
    value = STORY["table"].normalize({"caption": "Einwohner", "table": table})
    shown = main_of(story_page(("table", value)).url)
    assert titles(shown, ".number") == ["Zahl", "93"]


def test_the_source_of_a_table_is_asked_for_by_that_name_and_not_shown_if_there_is_none(site_tree):
    cells = STORY["table"].child_blocks["table"]
    strings = CellsBlockAdapter().js_args(cells)[-1]["strings"]
    assert (strings["CAPTION"], strings["ADD_ROW"]) == ("Quelle", "Zeile hinzufügen")
    table = {"columns": [{"type": "text", "heading": "A"}], "rows": [{"values": ["1"]}], "caption": ""}
    value = STORY["table"].normalize({"caption": "Bereiche", "table": table})
    assert not main_of(story_page(("table", value)).url).select(".table-source")


def test_a_call_to_action_leads_on(site_tree):
    link_value = {"page": site_tree.contact, "url": "", "label": "Ansprechperson finden"}
    page = story_page(("call_to_action", {"heading": "Fragen?", "text": "", "link": link_value}))
    block = main_of(page.url).select_one(".call-to-action")
    assert hrefs(block) == [site_tree.contact.url]
    assert "Ansprechperson finden" in words(block)


def test_what_editors_write_is_escaped(site_tree):
    evil = "<script>alert(1)</script>"
    page = story_page(
        ("heading", evil),
        ("quotation", {"text": evil, "source": evil}),
        ("accordion", [{"heading": evil, "text": "<p>Text</p>"}]),
        ("names", [{"name": evil, "detail": evil, "logo": None, "url": ""}]),
        title=evil,
        teaser=evil,
    )
    soup = get_soup(page.url)
    assert soup.select("main script") == []
    assert soup.select("head script:not([type='application/ld+json'], [src])") == []
    assert words(soup.main).count(evil) == 8, "each of them is shown as it was written"


def test_the_edit_form_opens_with_every_block_in_it(site_tree, editor_client):
    ImageFactory()
    page = story_page(*[(name, block.get_preview_value()) for name, block in STORY.items()])
    assert editor_client.get(edit_url(page)).status_code == 200


def test_the_edit_form_of_the_home_page_opens_with_every_section_in_it(site_tree, editor_client):
    home = HomePage.objects.get()
    home.body = [(name, block.get_preview_value()) for name, block in HOME.items()]
    home.save()
    assert editor_client.get(edit_url(home)).status_code == 200
    assert len(main_of("/").select(".home-section")) == 8
