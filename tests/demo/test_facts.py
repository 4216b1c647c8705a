"""The demo content says what is known of the institute, and quotes only what was said."""

import datetime
import re

import pytest

from ikpe_site.demo.loader import read
from tests.demo.texts import FACTS, FILES, OLD_HOME_PAGE, SOURCES, plain, texts

KNOWN = plain(OLD_HOME_PAGE + (SOURCES / "facts.yaml").read_text(encoding="utf-8"))
TITLED_NAME = re.compile(r"((?:Prof\. )?Dr\.) ([A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ][\w-]+)")
QUOTED = re.compile(r"„([^“]+)“")
A_FEW_WORDS = 3
ABOUT_WHAT_WAS = ("news", "publications", "people", "documents", "programmes", "institute")


def block_of(page: str, name: str):
    """The first block of that name in the story of a page."""
    return next(block[name] for block in read("pages")[page]["body"] if name in block)


def past_events() -> list[dict]:
    return [event for event in read("events") if "start" in event]


def day(value) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else value or ""


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def titled_people() -> dict[str, str]:
    """The academic title of everybody who has one in the sources, by name without it."""
    people = dict(match[::-1] for match in TITLED_NAME.findall(" ".join(OLD_HOME_PAGE.split())))
    return people | {person["name"]: person["title"] for person in FACTS["people"] if "title" in person}


def test_the_institute_has_its_name_and_address():
    institute = read("institute")
    address = f"{institute['street']}, {institute['postal_code']} {institute['city']}"
    assert {"name": institute["name"], "short": institute["short_name"], "address": address} == FACTS["institute"]


def test_what_is_not_known_of_the_institute_is_not_given():
    assert not {"phone", "email", "platform_url", "register_entry", "vat_id"} & set(read("institute"))


def test_clients_and_founding_members_are_those_of_the_old_page_and_no_complete_list():
    assert [entry["name"] for entry in block_of("/verein/auftraggeber/", "names")] == FACTS["clients"]
    members = block_of("/verein/gruendungsmitglieder/", "names")
    assert [{"name": entry["name"], "office": entry["detail"]} for entry in members] == FACTS["founding_members"]
    for page in ("/verein/auftraggeber/", "/verein/gruendungsmitglieder/"):
        assert "unter anderem" in block_of(page, "text"), page


def test_people_have_their_titles_numbers_and_tasks():
    shown = read("people")
    assert [f"{person['first_name']} {person['last_name']}" for person in shown] == [
        person["name"] for person in FACTS["people"]
    ]
    for person, facts in zip(shown, FACTS["people"], strict=True):
        assert person["academic_title"] == facts.get("title", ""), facts["name"]
        assert person["position"] == facts.get("position", ""), facts["name"]
        assert digits(person["phone"]) == digits(facts["phone"]), facts["name"]
        assert person["email"] == f"{facts['name'].lower().replace(' ', '.').replace('ö', 'oe')}@ikpe-erfurt.de"
        tasks = {
            (entry.get("programme", ""), entry["label"], entry["role"])
            for entry in person["responsibilities"]
            if "project" not in entry
        }
        assert tasks == {
            (entry.get("programme", ""), entry.get("label", ""), entry.get("role", ""))
            for entry in facts["responsibilities"]
        }, facts["name"]


def test_nobody_has_an_address_that_is_not_known():
    assert [person["slug"] for person in read("people") if "address" in person] == []


def test_programmes_topics_and_work_areas_have_their_names():
    assert {entry["abbreviation"]: entry.get("description") or entry["name"] for entry in read("programmes")} == FACTS[
        "programmes"
    ]
    assert [{"title": topic["title"], "slug": topic["slug"]} for topic in read("topics")] == FACTS["topics"]
    assert [area["title"] for area in read("work_areas")] == FACTS["work_areas"]


def test_the_project_has_its_dates_counties_funder_and_lead():
    facts = FACTS["project"]
    (project,) = [project for topic in read("topics") for project in topic["projects"]]
    assert (project["title"], project["funder"]) == (facts["title"], facts["funder"])
    assert f"{project['starts_on'].year}–{project['ends_on'].year}" == facts["runs"]
    assert (project["regions_as_of"], facts["as_of"]) == (datetime.date(2019, 4, 1), "April 2019")
    assert project["regions"] == facts["regions"]
    leads = [
        (f"{person['academic_title']} {person['first_name']} {person['last_name']}", entry["regions"])
        for person in read("people")
        for entry in person["responsibilities"]
        if entry.get("project") == project["slug"]
    ]
    assert leads == [(facts["lead"], facts["regions"])]


def test_publications_have_their_titles_authors_and_places():
    people = {person["slug"]: f"{person['first_name']} {person['last_name']}" for person in read("people")}

    def author(entry):
        return people.get(entry.get("person")) or entry.get("literal") or f"{entry['given']} {entry['family']}"

    assert read("institute")["categories"] == FACTS["publication_categories"]
    shown = {publication["title"]: publication for publication in read("publications")}
    assert list(shown) == [publication["title"] for publication in FACTS["publications"]]
    for facts in FACTS["publications"]:
        publication = shown[facts["title"]]
        authors = [author(entry) for entry in publication["contributors"] if entry["role"] == "author"]
        assert authors == facts.get("authors", []), facts["title"]
        for ours, theirs in {
            "category": "category",
            "container_title": "in",
            "issue": "issue",
            "publisher": "publisher",
            "collection_title": "series",
            "date": "date",
        }.items():
            assert publication.get(ours) == facts.get(theirs), (facts["title"], ours)
        assert publication["year"] == facts.get("year", getattr(facts.get("date"), "year", None)), facts["title"]
        assert str(publication.get("collection_number", "")) == str(facts.get("number", "")), facts["title"]


def test_past_events_were_when_and_where_they_were():
    shown = past_events()
    assert [event["title"] for event in shown] == [event["title"] for event in FACTS["events"]]
    for event, facts in zip(shown, FACTS["events"], strict=True):
        assert event["start"] == day(facts["date"]), facts["title"]
        assert event["end"] == day(facts.get("end")), facts["title"]
        assert event["place_name"] == facts.get("place", ""), facts["title"]
        assert event.get("attended") == facts.get("attended"), facts["title"]


def test_the_ministry_holds_the_working_group_with_the_institute():
    ministry = "Thüringer Ministerium für Arbeit, Soziales, Gesundheit, Frauen und Familie mit dem IKPE"
    organisers = {event["organiser"] for event in read("events") if event["title"] == "Arbeitskreis Sozialplanung"}
    assert organisers == {ministry}


def test_the_posts_are_those_of_the_old_page_in_its_order():
    assert [(post["title"], post["label"]) for post in read("news")] == [
        (post["title"], post.get("label", "")) for post in FACTS["news"]
    ]
    documents = {document["key"]: document["title"] for document in read("documents")}
    for post, facts in zip(read("news"), FACTS["news"], strict=True):
        offered = [documents[key] for block in post["body"] for key in block.get("downloads", [])]
        for title in facts.get("downloads", []):
            assert any(document.startswith(title) for document in offered), (post["slug"], title)


def test_the_prize_had_many_winners():
    told = [text for name in FILES for _place, text in texts(name) if "rund 150" in text]
    assert told
    for text in told:
        assert re.search(r"[Nn]eben rund 150 Akteuren und Initiativen|, neben rund 150", text), text
        assert "auch" in text.casefold(), text


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_quoted_that_was_not_said(name):
    invented = [
        (place, quotation)
        for place, text in texts(name)
        for quotation in QUOTED.findall(text)
        if len(plain(quotation).split()) > A_FEW_WORDS and plain(quotation) not in KNOWN
    ]
    assert invented == []


def test_quotation_blocks_hold_words_of_the_old_page():
    quotations = [
        block["quotation"]["text"] for post in read("news") for block in post["body"] if "quotation" in block
    ]
    assert quotations
    assert [quotation for quotation in quotations if plain(quotation) not in plain(OLD_HOME_PAGE)] == []


def test_quotations_stand_in_news_only():
    """Where this test does not look, no block may hold one."""
    found = [place for name in FILES if name != "news" for place, _text in texts(name) if " quotation " in place]
    assert found == []


@pytest.mark.parametrize("name", ABOUT_WHAT_WAS)
def test_every_number_is_one_of_the_sources(name):
    known = set(re.findall(r"\d+", OLD_HOME_PAGE + str(FACTS)))
    known |= {number.lstrip("0") for number in known}
    unknown = {number for _place, text in texts(name) for number in re.findall(r"\d+", text)} - known
    assert unknown == set()


@pytest.mark.parametrize("name", FILES)
def test_everybody_has_the_title_of_the_sources(name):
    titles = titled_people()
    wrong = [
        (place, title, person)
        for place, text in texts(name)
        for title, person in TITLED_NAME.findall(text)
        if titles.get(person) != title
    ]
    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_where_one_has_a_title_all_have_theirs(name):
    """A guest without the title stands beside the head of the institute with his: that is impolite."""
    titles = titled_people()
    bare = []
    for place, text in texts(name):
        named = {person for _title, person in TITLED_NAME.findall(text)}
        without = TITLED_NAME.sub("", text)
        bare += [(place, person) for person in titles if named and person in without]
    assert bare == []
