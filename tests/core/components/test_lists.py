"""Lists, and what leads through them."""

import datetime

import pytest
from django import forms
from django.core.paginator import Paginator

from ikpe_site.core.filters import Filter, Filters, TextFilter
from ikpe_site.core.months import Day, Month
from tests.core.components import heard, name_of, page, shown, thing, unseen
from tests.helpers import berlin, hrefs, words

MARCH = Month(datetime.date(2026, 3, 1))


# --- pages of a list -------------------------------------------------------------------------------------------------


def test_pages_of_a_list_lead_on_and_back():
    items = Paginator(range(30), 10).get_page(2)
    soup = shown("pagination", at="/liste/?thema=armut", items=items)
    assert name_of(soup, "nav") == "Seiten dieser Liste"
    assert {link["rel"][0]: link["href"] for link in soup.select("a")} == {
        "prev": "?thema=armut&seite=1",
        "next": "?thema=armut&seite=3",
    }
    assert words(soup.select_one("nav > span")) == "Seite 2 von 3"


@pytest.mark.parametrize(("number", "ways"), [(1, ["next"]), (3, ["prev"])])
def test_at_an_end_of_a_list_there_is_one_way(number, ways):
    soup = shown("pagination", items=Paginator(range(30), 10).get_page(number))
    assert [link["rel"][0] for link in soup.select("a")] == ways


def test_a_list_of_one_page_has_no_pages():
    assert shown("pagination", items=Paginator(range(3), 10).get_page(1)).nav is None


# --- archive and months ----------------------------------------------------------------------------------------------


def archive(**chosen):
    year = thing(number=2026, count=5, months={MARCH: 5})
    return shown("news_archive", archive=[year], chosen=chosen)


def test_the_archive_is_named_and_its_months_say_their_year():
    soup = archive()
    assert name_of(soup, "nav") == "Archiv"
    assert [words(link) for link in soup.select("li a")] == ["Ganzes Jahr 2026", "März 2026 (5)"]
    assert unseen(soup) == ["2026"]
    assert soup.select("[aria-current], details[open]") == []
    assert soup.details["name"] == "archiv"  # one year is open at a time


@pytest.mark.parametrize(("chosen", "current"), [({"jahr": "2026"}, 0), ({"jahr": "2026", "monat": "3"}, 1)])
def test_the_archive_says_what_is_chosen(chosen, current):
    soup = archive(**chosen)
    assert soup.details.has_attr("open")
    assert soup.select("[aria-current=page]") == [soup.select("li a")[current]]


def test_a_month_is_a_table_whose_days_say_their_month():
    event = page("Werkstatt", status="cancelled", badges=[("cancelled", "abgesagt")])
    days = [
        Day(datetime.date(2026, 2, 28), [], in_month=False, is_today=False),
        Day(datetime.date(2026, 3, 1), [event], in_month=True, is_today=True),
    ]
    soup = shown("month_table", month=MARCH, weeks=[days])
    assert words(soup.caption) == "März 2026"
    assert [(cell["scope"], cell.abbr["title"]) for cell in soup.select("th")] == [
        ("col", "Samstag"),
        ("col", "Sonntag"),
    ]
    assert soup.select_one("td:nth-child(1)").contents == []
    today = soup.select_one("td[aria-current=date]")
    assert words(today.time) == "1 . März"
    assert today.time["datetime"] == "2026-03-01"
    assert words(today.li) == "Werkstatt (abgesagt)"
    assert unseen(today) == ["(abgesagt)"]


def test_other_months_are_two_links():
    soup = shown("month_table", at="/termine/?thema=armut", month=MARCH, weeks=[])
    assert name_of(soup, "nav") == "Andere Monate"
    assert hrefs(soup) == [
        "?thema=armut&ansicht=monat&monat=2026-02#monat",
        "?thema=armut&ansicht=monat&monat=2026-04#monat",
    ]


# --- entries ---------------------------------------------------------------------------------------------------------


def test_a_row_of_an_event_says_its_day_once():
    soup = shown("event_row", event=page("Werkstatt", start=berlin(2026, 3, 1, 10), status="cancelled"))
    assert soup.select_one(".event-day")["aria-hidden"] == "true"
    assert "is-cancelled" in soup.article["class"]
    assert heard(soup) == "Werkstatt"


def test_a_card_is_one_link_and_its_picture_an_ornament():
    soup = shown("news_card", post=page("Beitrag", motif="board", date=datetime.date(2026, 3, 1), label="Neu"))
    assert soup.time["datetime"] == "2026-03-01"
    assert heard(soup) == "1. März 2026 · Neu Beitrag"
    assert hrefs(soup) == ["/seite/"]


def test_a_card_of_a_person_says_which_line_is_what():
    soup = shown("person_card", person=page("Petra Muster", initials="PM", phone="0361 511500", email="p.m@ikpe.de"))
    assert unseen(soup) == ["Telefon:", "E-Mail:"]
    assert hrefs(soup) == ["/seite/", "tel:+49361511500", "mailto:p.m@ikpe.de"]


def test_a_work_area_counts_for_the_eye_only():
    assert heard(shown("work_area", area=page("Beratung", motif="board"), number=1)) == "Beratung"


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ({"programme": thing(name="Richtlinie", abbreviation="ARM"), "concern": "Richtlinie"}, "ARM"),
        ({"concern": "Sozialplanung", "role": "Leitung"}, "Sozialplanung: Leitung"),
        ({"concern": "Sozialplanung", "role": "Sozialplanung"}, "Sozialplanung"),
    ],
)
def test_a_responsibility_in_a_line(entry, text):
    soup = shown("responsibility", entry=entry)
    assert words(soup) == text
    assert [mark["title"] for mark in soup.select("abbr")] == (["Richtlinie"] if text == "ARM" else [])


def test_a_download_says_its_type_and_size():
    document = thing(url="/documents/1/a.pdf", title="Bericht", file_extension="pdf", file_size=2048)
    assert words(shown("download", document=document).a) == "Bericht PDF, 2,0 KB"


def test_files_for_reference_managers_are_for_no_search_engine():
    soup = shown("publication_exports", address="/ergebnisse/", extensions={"bib": "BibTeX"}, query="?jahr=2020")
    (link,) = soup.select("a")
    assert link["href"] == "/ergebnisse/export.bib?jahr=2020"
    assert link["rel"] == ["nofollow"]
    assert link.has_attr("download")


# --- filters ---------------------------------------------------------------------------------------------------------


def filters(**parameters):
    topic = Filter("thema", "Thema", [("armut", "Armut"), ("alter", "Alter")], "topics__slug")
    return Filters(parameters, TextFilter("q", "Suche in der Liste", lambda queryset, value: queryset), topic)


def test_a_list_is_filtered_by_a_named_form_whose_fields_have_labels():
    soup = shown("filters", filters=filters(q="Plan", thema="armut"), total=3)
    assert name_of(soup, "form") == "Liste filtern"
    assert {words(field.parent).split(" alle")[0]: field["name"] for field in soup.select("label > [name]")} == {
        "Suche in der Liste": "q",
        "Thema": "thema",
    }
    assert (soup.input["value"], soup.input["maxlength"]) == ("Plan", "200")
    assert [option["value"] for option in soup.select("option[selected]")] == ["armut"]


def test_what_was_filtered_is_announced():
    soup = shown("filters", at="/liste/?thema=armut", filters=filters(thema="armut"), total=3)
    assert words(soup.select_one("[role=status]")) == "3 Einträge Thema: Armut Alle Filter entfernen"
    assert hrefs(soup, "[role=status] a") == ["/liste/"]


def test_a_choice_that_does_not_exist_is_announced():
    soup = shown("filters", filters=filters(thema="<b>"), total=3)
    assert words(soup.select_one("[role=status] .notice")).startswith("Thema „<b>“ gibt es hier nicht.")
    assert soup.select("[role=status] a") == []


# --- forms -----------------------------------------------------------------------------------------------------------


def test_a_form_that_came_back_says_first_what_is_wrong():
    class ProbeForm(forms.Form):
        name = forms.CharField(error_messages={"required": "Bitte nennen Sie Ihren Namen."})

        def clean(self):
            self.add_error(None, "Zu schnell.")

    soup = shown("error_summary", form=ProbeForm({}))
    summary = soup.select_one("[role=alert]")
    assert summary["tabindex"] == "-1"
    assert summary.has_attr("autofocus")
    assert [words(entry) for entry in summary.select("li")] == ["Zu schnell.", "Bitte nennen Sie Ihren Namen."]
    assert hrefs(summary) == ["#id_name"]


def test_a_form_that_is_in_order_says_nothing():
    assert shown("error_summary", form=forms.Form({})).get_text(strip=True) == ""


def test_the_trap_for_spam_is_hidden_from_everybody_and_has_a_label():
    class ProbeForm(forms.Form):
        token = forms.CharField(widget=forms.HiddenInput)
        homepage = forms.CharField(label="Nicht ausfüllen")

    soup = shown("spam_fields", form=ProbeForm())
    assert soup.p.has_attr("hidden")
    assert name_of(soup, "#id_homepage") == "Nicht ausfüllen"
    assert soup.select_one("input[type=hidden]")["name"] == "token"


def test_the_contact_finder_labels_both_choices_and_keeps_them():
    concern, region = thing(slug="armut", label="Armut"), thing(key="16063", name="Wartburgkreis")
    finder = thing(
        concern=concern,
        region=region,
        regions=[region, thing(key="16061", name="Eichsfeld")],
        grouped_concerns=[("Themen", [concern, thing(slug="alter", label="Alter")])],
    )
    soup = shown("finder_form", finder=finder, action="/kontakt/")
    assert [name_of(soup, f"#{name}") for name in ("anliegen", "region")] == [
        "Ihr Anliegen",
        "Landkreis oder kreisfreie Stadt",
    ]
    assert [field["name"] for field in soup.select("select")] == ["anliegen", "region"]
    assert [group["label"] for group in soup.select("optgroup")] == ["Themen"]
    assert [option["value"] for option in soup.select("option[selected]")] == ["armut", "16063"]


def test_an_address_to_copy_has_a_label_and_can_only_be_read():
    calendar = thing(
        labels=["Armut"], webcal="webcal://x/", path="/k.ics", url="https://x/k.ics", address="https://x/k.ics"
    )
    soup = shown("calendar_subscription", calendar=calendar)
    assert name_of(soup, "section") == "In Ihrem Kalender"
    assert name_of(soup, "#kalender-adresse") == "Adresse zum Kopieren:"
    assert soup.find(id="kalender-adresse").has_attr("readonly")
    assert {guide["name"] for guide in soup.select("details")} == {"kalender-anleitung"}  # one open at a time
