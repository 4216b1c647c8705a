"""The list with ten and with ten thousand publications."""

import pytest

from publications.models import PublicationPage
from tests.factories import CategoryFactory, ContributorFactory, PublicationPageFactory, multiply
from tests.helpers import main_of, queries_of


@pytest.mark.scale
def test_the_list_asks_the_same_with_ten_and_with_ten_thousand_publications(site_tree):
    category = CategoryFactory()
    for number in range(10):
        page = PublicationPageFactory(category=category, issued_year=2010 + number)
        ContributorFactory(publication=page, family="Muster", given="Eva")
    url = site_tree.publications.url
    few = [len(queries_of(url)), len(queries_of(url, art=category.slug, q="muster", seite="1"))]
    multiply(PublicationPage.objects.get(pk=page.pk), 9_990)
    assert PublicationPage.objects.count() == 10_000
    many = [len(queries_of(url)), len(queries_of(url, art=category.slug, q="muster", seite="1"))]
    assert many == few
    assert len(main_of(url).select(".publications > li")) == 25
