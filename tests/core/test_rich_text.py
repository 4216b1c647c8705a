"""Links within rich text."""

import pytest
from wagtail.rich_text import expand_db_html

from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db


def test_a_link_to_a_document_says_its_type_and_size():
    document = DocumentFactory()
    html = expand_db_html(f'<p>Die <a linktype="document" id="{document.pk}">Satzung</a></p>')
    assert html.startswith(f'<p>Die <a href="{document.url}" data-file="PDF, ')
    assert html.endswith('">Satzung</a></p>')


def test_a_link_to_a_document_that_is_gone_leads_nowhere():
    assert expand_db_html('<p><a linktype="document" id="99999">Satzung</a></p>') == "<p><a>Satzung</a></p>"
