"""What the site has already, and who is meant by a name."""

import pytest
from django.utils.translation import gettext as _

from publications.models import PublicationPage
from tests.factories import PersonPageFactory, PublicationPageFactory

from .texts import BIBTEX, csl_of, plan_of

pytestmark = pytest.mark.database


@pytest.mark.parametrize(
    "item",
    [
        {"title": "Ganz anders", "DOI": "https://doi.org/10.1000/ABC"},
        {"title": "Ganz anders", "ISBN": "3-16-148410-X"},
        {"title": "strassen und WEGE!", "issued": {"date-parts": [["2019"]]}},
    ],
)
def test_what_is_there_already_is_known_by_doi_isbn_or_title_and_year(item, site_tree):
    PublicationPageFactory(
        title="Straßen und Wege", issued_year=2019, doi="10.1000/abc", isbn="9783161484100", csl_type="book"
    )
    (entry,) = plan_of(csl_of(item)).entries
    assert entry.status == "present"
    assert "Straßen und Wege" in entry.notes[0]


@pytest.mark.parametrize(
    "item",
    [
        {"title": "Straßen und Wege", "issued": {"date-parts": [[2020]]}},
        {"title": "Ein Kapitel", "type": "chapter", "ISBN": "3-16-148410-X"},
    ],
)
def test_another_year_and_a_chapter_of_a_known_book_are_new(item, site_tree):
    PublicationPageFactory(title="Straßen und Wege", issued_year=2019, isbn="9783161484100", csl_type="book")
    (entry,) = plan_of(csl_of(item)).entries
    assert entry.status == "new"


def test_a_second_run_changes_nothing(run):
    run(BIBTEX, publish=True)
    before = list(PublicationPage.objects.order_by("pk").values())
    assert "2 " + _("already there") in run(BIBTEX, publish=True)
    assert list(PublicationPage.objects.order_by("pk").values()) == before


def test_an_entry_that_stands_twice_in_a_file_is_imported_once(run):
    run(csl_of({"title": "Planung"}, {"title": "PLANUNG"}), publish=True)
    assert PublicationPage.objects.count() == 1


def test_names_are_matched_to_the_people_of_the_site(site_tree):
    person = PersonPageFactory(first_name="Jörg", last_name="Fischer", email="")
    (entry,) = plan_of(csl_of({"title": "A", "author": [{"family": "FISCHER", "given": "Jorg"}]})).entries
    assert [contributor.person for contributor in entry.instance.contributors.all()] == [person]
    assert entry.notes == []


@pytest.mark.parametrize(("given", "team"), [("J.", ["Jörg"]), ("", ["Jörg"]), ("Jörg", ["Jörg", "Jörg"])])
def test_a_name_that_could_be_several_people_stays_free_and_is_reported(given, team, site_tree):
    for first_name in team:
        PersonPageFactory(first_name=first_name, last_name="Fischer", email="")
    (entry,) = plan_of(csl_of({"title": "A", "author": [{"family": "Fischer", "given": given}]})).entries
    (contributor,) = entry.instance.contributors.all()
    assert (contributor.person, contributor.family) == (None, "Fischer")
    assert "Jörg Fischer" in entry.notes[0]


def test_a_namesake_of_another_first_name_is_nobody_of_the_team(site_tree):
    PersonPageFactory(first_name="Jörg", last_name="Fischer", email="")
    (entry,) = plan_of(csl_of({"title": "A", "author": [{"family": "Fischer", "given": "Anna"}]})).entries
    assert [contributor.person for contributor in entry.instance.contributors.all()] == [None]
    assert entry.notes == []
