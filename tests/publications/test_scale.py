"""The list with ten and with ten thousand publications."""

import pytest
from django.db import connection
from wagtail.models import Page

from publications.models import PublicationPage
from tests.factories import CategoryFactory, ContributorFactory, PublicationPageFactory
from tests.helpers import main_of, queries_of


def multiply(publication, number):
    """Put `number` copies of a publication beside it, row by row in the database: pages would take minutes."""
    parent = publication.get_parent()
    Page.objects.bulk_create(
        Page(
            path=f"{parent.path}Z{number:05}",
            depth=publication.depth,
            title=f"Abschrift {number}",
            slug=f"abschrift-{number}",
            url_path=f"{parent.url_path}abschrift-{number}/",
            content_type_id=publication.content_type_id,
            locale_id=publication.locale_id,
            live=True,
        )
        for number in range(number)
    )
    table, base = PublicationPage._meta.db_table, Page._meta.db_table
    columns = [f'"{field.column}"' for field in PublicationPage._meta.local_fields if not field.primary_key]
    copied = ", ".join(f"m.{column}" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (page_ptr_id, {', '.join(columns)}) "  # noqa: S608 names of the model
            f"SELECT p.id, {copied} FROM {base} p, {table} m "
            "WHERE m.page_ptr_id = %s AND p.slug LIKE 'abschrift-%%'",
            [publication.pk],
        )


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
