"""DOI, ISBN and ISSN are checked and written in one way."""

import pytest
from django.core.exceptions import ValidationError

from publications.citation.identifiers import normal_doi, normal_isbn, normal_issn
from publications.models import PublicationPage
from tests.admin_forms import assert_published, edit, errors_of
from tests.factories import PublicationPageFactory


@pytest.mark.parametrize(
    "typed",
    ["10.1000/AbC.1", "https://doi.org/10.1000/abc.1", "http://dx.doi.org/10.1000/ABC.1", "DOI: 10.1000/abc.1 "],
)
def test_a_doi_loses_its_resolver_and_its_capitals(typed):
    assert normal_doi(typed) == "10.1000/abc.1"


@pytest.mark.parametrize(
    "typed", ["978-3-16-148410-0", "9783161484100", "3-16-148410-X", "316148410x", " 3 16 148410 X"]
)
def test_an_isbn_of_either_length_becomes_one_of_13_digits_with_hyphens(typed):
    assert normal_isbn(typed) == "978-3-16-148410-0"


@pytest.mark.parametrize("typed", ["0340-3564", "03403564", " 0340 3564"])
def test_an_issn_gets_its_hyphen(typed):
    assert normal_issn(typed) == "0340-3564"


@pytest.mark.parametrize(
    ("check", "typed"),
    [
        (normal_doi, "11.1000/1"),
        (normal_doi, "10.1000/"),
        (normal_doi, "https://example.org/10.1000/1"),
        (normal_isbn, "978-3-16-148410-1"),
        (normal_isbn, "3-16-148410-0"),
        (normal_isbn, "12345"),
        (normal_issn, "0340-3565"),
        (normal_issn, "abcd-efgh"),
    ],
)
def test_what_is_no_identifier_is_refused(check, typed):
    with pytest.raises(ValidationError, match=check.__name__.removeprefix("normal_").upper()):
        check(typed)


def test_the_form_names_the_wrong_field_and_keeps_the_right_ones(site_tree, editor_client):
    page = PublicationPageFactory()
    wrong = edit(editor_client, page, {"isbn": "978-3-16-148410-1", "issn": "0340-3565", "doi": "abc"})
    assert set(errors_of(wrong)) == {"isbn", "issn", "doi"}
    assert_published(edit(editor_client, page, {"isbn": "316148410X", "doi": "https://doi.org/10.1000/ABC"}))
    page = PublicationPage.objects.get(pk=page.pk)
    assert (page.isbn, page.doi) == ("978-3-16-148410-0", "10.1000/abc")
