"""Many pages at once."""

from django.db import connection
from wagtail.models import Page


def multiply(page, number, **columns):
    """Put `number` copies of a page beside it, row by row in the database: pages would take minutes.

    `columns` are SQL for those columns that cannot be copied; in it, `p` is the new row of wagtailcore_page.
    """
    model, parent = type(page), page.get_parent()
    Page.objects.bulk_create(
        Page(
            path=f"{parent.path}Z{copy:05}",
            depth=page.depth,
            title=f"Abschrift {copy}",
            slug=f"abschrift-{copy}",
            url_path=f"{parent.url_path}abschrift-{copy}/",
            content_type_id=page.content_type_id,
            locale_id=page.locale_id,
            live=True,
        )
        for copy in range(number)
    )
    names = [field.column for field in model._meta.local_fields if not field.primary_key]
    copied = ", ".join(columns.get(name, f'm."{name}"') for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} (page_ptr_id, {', '.join(map(connection.ops.quote_name, names))}) "  # noqa: S608 names of the model
            f"SELECT p.id, {copied} FROM {Page._meta.db_table} p, {model._meta.db_table} m "
            "WHERE m.page_ptr_id = %s AND p.slug LIKE 'abschrift-%%'",
            [page.pk],
        )
