"""Blocks of the story, and the map."""

from tests.core.components import name_of, shown, thing
from tests.helpers import hrefs, words
from topics.map import region_map


def test_a_table_has_a_name_and_can_be_moved_by_keyboard():
    table = thing(columns=[{"heading": "Jahr"}, {"heading": "Zahl"}], rows=[["2019", "12"]])
    soup = shown("blocks/table", value={"caption": "Beratungen", "table": table})
    frame = soup.select_one("[role=region]")
    assert frame["aria-label"] == words(soup.caption) == "Beratungen"
    assert frame["tabindex"] == "0"
    assert [(cell["scope"], words(cell)) for cell in soup.select("th")] == [
        ("col", "Jahr"),
        ("col", "Zahl"),
        ("row", "2019"),
    ]
    assert [words(cell) for cell in soup.select("td")] == ["12"]


def test_of_an_accordion_one_part_is_open_at_a_time():
    value = [{"heading": heading, "text": ""} for heading in ("Eins", "Zwei")]
    soup = shown("blocks/accordion", value=value, block_id="abc")
    assert [part["name"] for part in soup.select("details")] == ["abc", "abc"]
    assert [words(summary.h2) for summary in soup.select("details > summary")] == ["Eins", "Zwei"]


def test_a_gallery_is_named_and_knows_the_word_for_its_dialog():
    soup = shown("blocks/gallery", value=thing(bound_blocks=[]), block_id="abc")
    assert name_of(soup, "section#galerie-abc") == "Galerie"
    assert soup.section["data-close"] == "Schließen"


def test_embedded_content_is_not_loaded_before_it_is_asked_for():
    embed = thing(url="https://video.example/1")
    soup = shown("blocks/consent_embed", value={"title": "Film", "embed": embed}, block_id="abc")
    assert soup.select("iframe, script") == []
    assert soup.form["action"] == "#einbettung-abc"
    assert (soup.button["name"], soup.button["value"]) == ("einbettung", "abc")
    assert words(soup.figcaption) == "Film"


def test_the_source_of_a_quotation_is_its_caption():
    soup = shown("blocks/quotation", value={"text": "Planung hilft.", "source": "Eine Landrätin"})
    assert words(soup.figure.blockquote) == "Planung hilft."
    assert words(soup.figure.figcaption) == "Eine Landrätin"


# --- map -------------------------------------------------------------------------------------------------------------

REGIONS = [
    thing(key="16061", name="Eichsfeld", abbreviation="EIC", merged_into=None),
    thing(key="16063", name="Wartburgkreis", abbreviation="WAK", merged_into=None),
]


def test_a_map_of_links_is_a_group_that_can_be_skipped():
    chosen = region_map(REGIONS, url_for=lambda region: f"/regionen/{region.key}/", chosen=REGIONS[1])
    soup = shown("region_map", map=chosen, label="Karte", skip_to="kreise")
    assert soup.svg["role"] == "group"
    assert soup.svg["aria-label"] == "Karte"
    assert hrefs(soup, ".region-map-skip") == ["#kreise"]
    assert {words(link.title): link.get("aria-current") for link in soup.select("svg a")} == {
        "Eichsfeld (EIC)": None,
        "Wartburgkreis (WAK)": "true",
    }


def test_a_map_without_links_is_a_picture_that_says_what_is_marked():
    soup = shown("region_map", map=region_map(marked=REGIONS), label="Beteiligte Kreise")
    assert soup.svg["role"] == "img"
    assert soup.svg["aria-label"] == "Beteiligte Kreise: Eichsfeld, Wartburgkreis"
    assert soup.select(".region-map-skip, svg a") == []


def test_a_map_names_the_source_of_its_borders_and_its_licence():
    plain = region_map()
    soup = shown("region_map", map=plain, label="Karte")
    source = soup.select_one(".region-map-source")
    assert plain.source in words(source)
    assert hrefs(source) == [plain.licence_url]
