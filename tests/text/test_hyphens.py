"""Long words break where German breaks them."""

from pathlib import Path

import pytest

from ikpe_site.text.hyphens import COMPOUNDS, SOFT_HYPHEN, hyphenate

READ = Path(__file__).with_name("hyphenated_words.txt").read_text(encoding="utf-8").split()


def divided(text: str) -> str:
    return hyphenate(text).replace(SOFT_HYPHEN, "-")


@pytest.mark.parametrize(
    "word",
    [
        "Sozialraum-orientierung",
        "Armuts-prävention",
        "Bedarfs-analyse",
        "Pflege-bedarfs-planung",
        "Forschungs-arbeiten",
        "wei-ter-ar-bei-ten",
        "Arbeits-umfeld",
        "Referats-leiterin",
        "Stabsstellen-leiterin",
        "Stellen-ausschreibung",
        "Infra-struktur",
        "Fach-kräfte-mangel",
        "Hild-burg-hau-sen",
    ],
)
def test_words_that_pyphen_divides_wrongly(word):
    assert divided(word.replace("-", "")) == word


def test_every_long_word_of_the_demo_and_the_catalogue_breaks_where_a_reader_said_so():
    assert [divided(word.replace("-", "")) for word in READ] == READ


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Sozialplanerinnen", "Sozial-planerinnen"),
        ("Integrationsmanagers", "Integrations-managers"),
        ("Gesprächspartnern", "Gesprächs-partnern"),
        ("Bildungschancen", "Bildungs-chancen"),
        ("SOZIALPLANUNG", "SOZIAL-PLANUNG"),
    ],
)
def test_a_compound_is_known_with_its_endings_and_in_capitals(word, expected):
    assert divided(word) == expected


def test_the_list_of_compounds_names_each_once_and_leaves_no_crumbs():
    entries = [line for line in COMPOUNDS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(entries) == len({entry.replace("-", "").lower() for entry in entries})
    assert all(len(part) >= 3 for entry in entries for part in entry.split("-"))


def test_words_joined_by_a_star_break_before_it():
    assert divided("Integrationsmanager*innen") == "Integrations-manager*innen"


def test_text_between_long_words_stays_as_it_is():
    assert divided("Der 9. März: Qualitätsentwicklung, § 5!") == "Der 9. März: Qualitäts-entwicklung, § 5!"
