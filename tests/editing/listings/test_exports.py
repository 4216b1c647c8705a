"""The lists as CSV and XLSX."""

import datetime
from io import BytesIO

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from tests.dashboard.conftest import schedule
from tests.factories import (
    EventPageFactory,
    NewsPageFactory,
    PersonPageFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    TopicPageFactory,
)
from tests.helpers import exported_rows

from .conftest import LISTS, index

pytestmark = pytest.mark.database


def exported(client, name, form, **query):
    response = client.get(index(name), {"export": form, **query})
    assert f"-{timezone.localdate().isoformat()}.{form}" in response["Content-Disposition"]
    return exported_rows(response, form)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_holds_what_the_list_shows_on_all_its_pages(form, site_tree, editor, editor_client):
    topic = TopicPageFactory(title="Familie")
    post = schedule(NewsPageFactory(title="Zuletzt", date=datetime.date(2030, 1, 1), topics=[topic]), editor)
    for _number in range(51):
        NewsPageFactory()
    NewsPageFactory(kind="rueckblick")
    header, first, *others = exported(editor_client, "news", form, kind="meldung")
    assert header[:5] == [_("Title"), _("Date"), _("Kind"), _("Topics"), _("Status")]
    assert first[0] == "Zuletzt"
    assert first[1] == ("2030-01-01" if form == "csv" else datetime.date(2030, 1, 1))
    assert first[2:4] == ["Meldung", "Familie"]
    assert first[-2:] == [editor.get_username(), post.full_url]
    assert len(others) == 51


@pytest.mark.parametrize("name", LISTS)
def test_every_list_can_be_exported(name, site_tree, editor_client):
    factories = {
        "news": NewsPageFactory,
        "people": PersonPageFactory,
        "topics": TopicPageFactory,
        "projects": ProjectPageFactory,
        "publications": PublicationPageFactory,
        "events": EventPageFactory,
    }
    page = factories[name]()
    for form in ("csv", "xlsx"):
        header, row = exported(editor_client, name, form)
        assert len(header) == len(row)
        assert row[0] == page.title


def test_no_cell_is_a_formula(site_tree, editor_client):
    NewsPageFactory(title="=1+1")
    assert exported(editor_client, "news", "csv")[1][0] == "'=1+1"
    response = editor_client.get(index("news"), {"export": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert sheet["A2"].data_type == "s"


def test_one_exports_only_what_one_sees(site_tree, client_with):
    NewsPageFactory()
    EventPageFactory(title="Fachtag")
    client = client_with("change", page=site_tree.events)
    assert len(exported(client, "news", "csv")) == 1
    assert len(exported(client, "events", "csv")) == 2
