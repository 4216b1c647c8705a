"""What belongs together stays in one line."""

import pytest

from ikpe_site.text.german import terms_of
from ikpe_site.text.slugs import german_slug
from ikpe_site.text.spaces import NO_BREAK_SPACE, non_breaking


def shown(text: str) -> str:
    """`text` with a tilde for each non-breaking space."""
    return non_breaking(text).replace(NO_BREAK_SPACE, "~")


@pytest.mark.parametrize(
    "expected",
    [
        "nach §~5 DDG und §§~2 bis 4",
        "nach §~18~Abs.~2 MStV",
        "Art.~6~Abs.~1~lit.~f DSGVO",
        "im SGB~VIII",
        "z.~B. hier, u.~a. dort, d.~h. da, i.~d.~R. auch",
        "Prof.~Dr.~Jörg Fischer und Dr.~Stefan Huber",
        "in St.~Ursula",
        "Heft~4/2019, S.~26",
        "Bd.~2, Nr.~7, Jg.~50",
        "am 9.~März 2020",
        "die 2.~Regionalkonferenz",
        "um 10~Uhr, 13–14:30~Uhr",
        "bei 5~% und 10~000~Euro",
        "3,5~km und 2~MB",
        "0361~30257-606",
        "0361~/~30257~-~606",
        "+49~361~30257606",
        "Tel.~0361~511500-17",
    ],
)
def test_these_stay_together(expected):
    assert shown(expected.replace("~", " ")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Wer zuerst fragt, bekommt zuerst Antwort.",
        "Das Projekt endete 2020. Danach kam das nächste.",
        "von 2015 bis 2020",
        "2019 15 Landkreise",
        "Institut für kommunale Planung und Entwicklung e.V.",
        "99084 Erfurt",
        "Uhr und Prozent ohne Zahl",
    ],
)
def test_all_else_may_break(text):
    assert shown(text) == text


def test_what_is_bound_already_stays_so():
    assert shown("§\u00a05 und §&nbsp;6") == "§~5 und §&nbsp;6"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/suche/?q=S. 26" title="S. 26">Seite</a>',
        '<textarea name="message">am 9. März um 10 Uhr</textarea>',
        "<script>const text = '§ 5'</script>",
        "<pre>pages = {S. 26}</pre>",
        "<!-- § 5 -->",
    ],
)
def test_tags_and_what_is_no_running_text_stay_as_they_are(html):
    assert non_breaking(html) == html


def test_text_between_tags_is_bound():
    assert shown('<p title="§ 5">Nach <em>§ 5</em> z. B.</p>') == '<p title="§ 5">Nach <em>§~5</em> z.~B.</p>'


def test_the_search_takes_a_non_breaking_space_for_a_blank():
    assert terms_of("§\u00a05 am 9.\u00a0März") == terms_of("§ 5 am 9. März")
    assert german_slug("9.\u00a0März") == german_slug("9. März")
