"""References in the two styles, compared with those of the reference implementation of CSL.

The expected references were made with citeproc-js 1.4.63 (npm: citeproc 2.4.63) from the same items, the same styles
and the German locale. „~“ stands for a blank at which no line breaks. 400 generated items were compared as well. What
differs is meant to: citeproc-js turns straight quotation marks into German ones, here they stay as they are typed; in
DIN ISO 690 it repeats the year where no day is known, and shortens ranges of pages as they were typed; without authors
it leaves out the day in DIN ISO 690; a place or journal that is missing leaves no second full stop, nor does a title
that ends with „…“; and before „und“ or „&“ there is the comma of the style also where people and organisations mix.
"""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from people.models import PersonPage
from publications.citation.references import ReferenceStyle, format_reference
from publications.models import CitationSettings, Contributor, PublicationPage
from tests.factories import ContributorFactory, PersonPageFactory, PublicationPageFactory
from tests.helpers import main_of
from tests.publications.items import ITEMS

EXPECTED = {
    ReferenceStyle.APA: {
        "fischer2019familienpolitische": (
            "Fischer, J., &amp; Hilse-Carstensen, T. (2019). Familienpolitische Ansätze zur Förderung lokaler "
            "Infrastruktur in ländlichen Räumen. <i>Archiv für Wissenschaft und Praxis der sozialen "
            "Arbeit</i>, <i>50</i>(4), 26–35."
        ),
        "helbig2019integration": (
            'Helbig, M. (2019). Integration &amp; „Teilhabe“: eine Bilanz mit {Klammern}, 50 % &amp; "Zitat". '
            "<i>Soziale Welt</i>, <i>70</i>(2), 120–145. https://doi.org/10.5771/0038-6073-2019-2-120"
        ),
        "muster2019arm": (
            "Muster, E. (2019, Juni 14). Arm und Reich rücken auseinander. <i>Thüringer Landeszeitung</i>, 3."
        ),
        "kretzschmar2018kommunale": (
            "Kretzschmar, J. (2018). Kommunale Sozialplanung. In A. Böhmer &amp; K. Zehrer (Hrsg.), "
            "<i>Handbuch Sozialplanung</i> (2. Aufl., S. 101–118). Springer VS."
        ),
        "fischer2020praeventionsketten": (
            "Fischer, J., &amp; Geene, R. (Hrsg.). (2020). <i>Präventionsketten in Kommunen</i> (3. Aufl.). "
            "Beltz Juventa."
        ),
        "ikpe2019zweiter": (
            "IKPE (mit Helbig, M.). (2019). <i>Zweiter Thüringer Sozialstrukturatlas</i> (Kommunales "
            "Integrationsmanagement in Thüringen 2). Institut für kommunale Planung und Entwicklung."
        ),
        "ikpe2020sozialplanung": (
            "IKPE. (2020, Februar 17). <i>Sozialplanung in Thüringen</i>. Portal Sozialplanung. "
            "https://www.example.org/a_b?x=1&amp;y=2#oben"
        ),
        "fischer2020bildung": (
            "Fischer, J. (2020, März 11). <i>Bildung als Faktor der Armutsprävention</i>. Bildungskonferenz, Erfurt."
        ),
        "oezdemirnoch": "Özdemir, Ä. (im Erscheinen). Was kostet Armut? <i>Zeitschrift für Sozialreform</i>.",
        "smith2015nature": (
            "Smith, J. P., van der Berg, A., &amp; Čapek, K. (2015). <i>The Nature of Planning</i> (2. Aufl., "
            "Bd. 3). Sage."
        ),
    },
    ReferenceStyle.DIN_ISO_690: {
        "fischer2019familienpolitische": (
            "FISCHER, Jörg und Theresa HILSE-CARSTENSEN, 2019. Familienpolitische Ansätze zur Förderung "
            "lokaler Infrastruktur in ländlichen Räumen. <i>Archiv für Wissenschaft und Praxis der sozialen "
            "Arbeit</i>. Bd.~50, Nr.~4, S.~26–35"
        ),
        "helbig2019integration": (
            "HELBIG, Marcel, 2019. Integration &amp; „Teilhabe“: eine Bilanz mit {Klammern}, 50 % &amp; "
            '"Zitat". <i>Soziale Welt</i>. 3 Mai 2019. Bd.~70, Nr.~2, S.~120–145. '
            "DOI~10.5771/0038-6073-2019-2-120"
        ),
        "muster2019arm": (
            "MUSTER, Eva, 2019. Arm und Reich rücken auseinander. <i>Thüringer Landeszeitung</i>. 14 Juni 2019. S.~3"
        ),
        "kretzschmar2018kommunale": (
            "KRETZSCHMAR, Jens, 2018. Kommunale Sozialplanung. In: Anselm BÖHMER und Klaus ZEHRER (Hrsg.), "
            "<i>Handbuch Sozialplanung</i>. 2. Wiesbaden: Springer VS. S.~101–118. ISBN~978-3-16-148410-0"
        ),
        "fischer2020praeventionsketten": (
            "FISCHER, Jörg und Raimund GEENE (Hrsg.), 2020. <i>Präventionsketten in Kommunen</i>. 3. Weinheim: "
            "Beltz Juventa. Studien zur Jugendhilfe, 7. ISBN~978-3-16-148410-0"
        ),
        "ikpe2019zweiter": (
            "IKPE, 2019. <i>Zweiter Thüringer Sozialstrukturatlas</i>. Erfurt: Institut für kommunale Planung "
            "und Entwicklung. Kommunales Integrationsmanagement in Thüringen, 2"
        ),
        "ikpe2020sozialplanung": (
            "IKPE, 2020. Sozialplanung in Thüringen. <i>Portal Sozialplanung</i> [online]. 17 Februar 2020. "
            "[Zugriff am:~9~März~2020]. Verfügbar unter: https://www.example.org/a_b?x=1&amp;y=2#oben"
        ),
        "fischer2020bildung": (
            "FISCHER, Jörg, 2020. Bildung als Faktor der Armutsprävention. <i>Bildungskonferenz</i>. 11 März 2020"
        ),
        "oezdemirnoch": ("ÖZDEMIR, Änne, im Erscheinen. Was kostet Armut? <i>Zeitschrift für Sozialreform</i>"),
        "smith2015nature": (
            "SMITH, John Paul, Anna VAN DER BERG und Karel ČAPEK, 2015. <i>The Nature of Planning</i>. 2. London: Sage"
        ),
    },
}


ITEM_OF = {item["id"]: item for item in ITEMS}


def plain(reference: str) -> str:
    return reference.replace("<cite>", "").replace("</cite>", "").replace("\u00a0", "~")


@pytest.mark.parametrize("style", ReferenceStyle)
@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_a_reference_is_that_of_the_official_style(item, style):
    assert plain(format_reference(item, style)) == EXPECTED[style][item["id"]]


def test_the_title_is_printed_once_even_where_it_stands_in_for_authors():
    for style in ReferenceStyle:
        for item in ITEMS:
            nameless = {name: value for name, value in item.items() if name not in ("author", "editor")}
            assert format_reference(item, style).count("<cite>") == 1
            assert format_reference(nameless, style).count("<cite>") == 1


@pytest.mark.parametrize("style", ReferenceStyle)
def test_what_looks_like_markup_is_shown_as_it_was_typed(style):
    text = '<script>alert("&amp;")</script> <i>'
    item = {"type": "report", "title": text, "issued": {"date-parts": [[2019]]}, "publisher": text}
    item["author"] = [{"family": text, "given": text}, {"literal": text}]
    reference = format_reference(item, style)
    assert "<script" not in reference.lower()
    assert "style=" not in reference
    assert "&lt;script&gt;" in reference
    assert "&amp;amp;" in reference


def test_a_title_that_ends_with_a_mark_gets_no_second_one():
    for title in ("Wozu?", "Ja!", "Schluss.", "Und so weiter …"):
        item = {"type": "article-journal", "title": title, "container-title": "Archiv", "issued": {"literal": "o. J."}}
        item["author"] = [{"literal": "IKPE"}]
        assert f"{title}</cite> <i>Archiv" in format_reference(item, ReferenceStyle.APA)


@pytest.mark.parametrize(
    ("key", "missing", "expected"),
    [
        (
            "muster2019arm",
            "container-title",
            "MUSTER, Eva, 2019. Arm und Reich rücken auseinander. 14 Juni 2019. S.~3",
        ),
        ("smith2015nature", "author", "<i>The Nature of Planning</i>, 2015. 2. London: Sage"),
        ("smith2015nature", "publisher-place", "ČAPEK, 2015. <i>The Nature of Planning</i>. 2. Sage"),
    ],
)
def test_what_is_not_known_leaves_no_second_full_stop(key, missing, expected):
    item = {variable: value for variable, value in ITEM_OF[key].items() if variable != missing}
    assert expected in plain(format_reference(item, ReferenceStyle.DIN_ISO_690))


ARTICLE = {"type": "article-journal", "title": "Planung", "container-title": "Archiv", "author": [{"literal": "IKPE"}]}
YEAR = {"date-parts": [[2019]]}


@pytest.mark.parametrize(
    ("item", "apa", "iso"),
    [
        (
            {**ARTICLE, "type": "article-newspaper", "issued": {"literal": "im Erscheinen"}},
            "IKPE. (im Erscheinen). Planung. <i>Archiv</i>.",
            "IKPE, im Erscheinen. Planung. <i>Archiv</i>",
        ),
        (ARTICLE, "IKPE. (o. J.). Planung. <i>Archiv</i>.", "IKPE, o. J. Planung. <i>Archiv</i>"),
        (
            {**ARTICLE, "issued": YEAR, "volume": "5", "issue": "1-2", "page": "101-8"},
            "IKPE. (2019). Planung. <i>Archiv</i>, <i>5</i>(1–2), 101–108.",
            "IKPE, 2019. Planung. <i>Archiv</i>. Bd.~5, Nr.~1–2, S.~101–108",
        ),
        (
            {**ARTICLE, "issued": YEAR, "author": [{"family": "d'Alembert", "given": "Jo", "suffix": "Jr."}]},
            "d’Alembert, J., Jr. (2019). Planung. <i>Archiv</i>.",
            "D’ALEMBERT, Jo, Jr., 2019. Planung. <i>Archiv</i>",
        ),
        (
            {"type": "book", "title": "Planung", "issued": YEAR, "edition": "2", "volume": "3", "publisher": "Sage"},
            "<i>Planung</i> (2. Aufl., Bd. 3). (2019). Sage.",
            "<i>Planung</i>, 2019. 2. Sage",
        ),
        (
            {
                "type": "report",
                "title": "Planung",
                "issued": YEAR,
                "collection-title": "Reihe",
                "collection-number": "7",
            },
            "<i>Planung</i> (Reihe 7). (2019).",
            "<i>Planung</i>, 2019. Reihe, 7",
        ),
        (
            {"type": "chapter", "title": "Planung", "issued": YEAR, "page": "3"},
            "<i>Planung</i> (S. 3). (2019).",
            "Planung, 2019. S.~3",
        ),
        (
            {
                "type": "webpage",
                "title": "Planung",
                "issued": YEAR,
                "editor": [{"family": "A", "given": "B"}],
                "translator": [{"family": "C", "given": "D"}],
            },
            "A, B. (Hrsg.). (2019). <i>Planung</i> (D. C, Übers.).",
            "A, B (Hrsg.), 2019. Planung.",
        ),
        (
            {
                "type": "article-newspaper",
                "title": "Planung",
                "container-title": "Archiv",
                "issued": {"date-parts": [[2019, 6, 14]]},
            },
            "Planung. (2019, Juni 14). <i>Archiv</i>.",
            "Planung, 2019. <i>Archiv</i>. 14 Juni 2019",
        ),
    ],
    ids=["forthcoming", "undated", "ranges", "suffix", "edition", "series", "pages", "translator", "day"],
)
def test_nothing_is_told_twice_nothing_left_out(item, apa, iso):
    assert plain(format_reference(item, ReferenceStyle.APA)) == apa
    assert plain(format_reference(item, ReferenceStyle.DIN_ISO_690)) == iso


# --- kept with the publication ---------------------------------------------------------------------------------------


def kept(page) -> str:
    return PublicationPage.objects.get(pk=page.pk).references[ReferenceStyle.APA]


def test_the_reference_is_kept_on_saving_and_not_made_when_it_is_shown(site_tree, monkeypatch):
    page = PublicationPageFactory(title="Planung", issued_year=2019)
    monkeypatch.setattr("publications.models.publications.format_reference", lambda *args: pytest.fail("formatted"))
    assert "Planung" in main_of(page.url).select_one(".reference").get_text()
    assert "Planung" in main_of(site_tree.publications.url).select_one(".publication").get_text()


def test_the_reference_follows_a_person_who_is_renamed(site_tree):
    person = PersonPageFactory(first_name="Petra", last_name="Muster", email="")
    page, other = PublicationPageFactory(), PublicationPageFactory()
    ContributorFactory(publication=page, person=person)
    ContributorFactory(publication=other, family="Muster", given="Petra")
    person = PersonPage.objects.get(pk=person.pk)
    person.last_name = "Neumann"
    person.save()
    assert kept(page).startswith("Neumann, P. (")
    assert kept(other).startswith("Muster, P. (")
    assert Contributor.objects.get(person=person).family == "Neumann"
    assert PublicationPage.objects.get(pk=page.pk).sort_key.startswith("neumann petra")


def test_the_reference_keeps_the_name_of_a_person_whose_page_is_deleted(site_tree):
    person = PersonPageFactory(first_name="Petra", last_name="Muster", email="")
    page = PublicationPageFactory()
    ContributorFactory(publication=page, person=person)
    person.delete()
    PublicationPage.objects.get(pk=page.pk).refresh_derived()
    assert kept(page).startswith("Muster, P. (")


def test_format_references_makes_all_anew(site_tree):
    page = PublicationPageFactory(title="Planung")
    ContributorFactory(publication=page, family="Frei", given="Max")
    PublicationPage.objects.update(references={}, csl={}, sort_key="", search_text="")
    call_command("format_references", stdout=StringIO())
    assert kept(page).startswith("Frei, M. (2019). <cite>Planung</cite>")


def test_the_setting_of_the_style_can_be_edited(site_tree, editor_client):
    url = reverse("wagtailsettings:edit", args=["publications", "citationsettings", site_tree.home.get_site().pk])
    assert editor_client.post(url, {"style": ReferenceStyle.DIN_ISO_690}).status_code == 302
    assert CitationSettings.objects.get().style == ReferenceStyle.DIN_ISO_690
