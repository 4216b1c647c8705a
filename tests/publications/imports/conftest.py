"""An import by the command."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.factories import CategoryFactory


@pytest.fixture
def category(site_tree):
    return CategoryFactory(name="Fachartikel")


@pytest.fixture
def run(category, tmp_path):
    """Import a text with the command; return what it says."""

    def import_text(text, **options):
        file = tmp_path / "liste.txt"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        out = StringIO()
        call_command("import_publications", str(file), stdout=out, **{"category": category.slug} | options)
        return out.getvalue()

    return import_text
