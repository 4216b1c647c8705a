"""The lists as CSV and XLSX."""

import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from ikpe_site.editing.spreadsheets import cell, csv_cell
from tests.dashboard.conftest import schedule
from tests.factories import (
    EventPageFactory,
    NewsPageFactory,
    PersonPageFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    TopicPageFactory,
)
from tests.helpers import exported_rows, get_soup, hrefs, words

from .conftest import LISTS, index

pytestmark = pytest.mark.database


def exported(client, name, form, **query):
    response = client.get(index(name), {"export": form, **query})
    assert f"-{timezone.localdate().isoformat()}.{form.removeprefix('excel-')}" in response["Content-Disposition"]
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


def test_events_are_exported_by_the_clock_on_the_wall(site_tree, editor_client):
    zone = ZoneInfo("Europe/Berlin")
    EventPageFactory(title="Runde", start=datetime.datetime(2030, 7, 1, 9, 30, tzinfo=zone))
    first_day, last_day = datetime.datetime(2030, 6, 1, tzinfo=zone), datetime.datetime(2030, 6, 2, tzinfo=zone)
    EventPageFactory(title="Messe", start=first_day, end=last_day, all_day=True)
    table = exported(editor_client, "events", "xlsx")
    end = table[0].index(_("End"))
    meeting, fair = [row[1] for row in table[1:]]
    assert (meeting.isoformat(), fair) == ("2030-07-01T09:30:00", datetime.date(2030, 6, 1))
    assert table[2][end] == datetime.date(2030, 6, 2)
    assert [row[1] for row in exported(editor_client, "events", "csv")[1:]] == ["2030-07-01 09:30", "2030-06-01"]
    shown = get_soup(index("events"), editor_client)
    assert [words(row.select("td")[2]) for row in shown.select("tbody tr")] == ["01.07.2030 09:30", "01.06.2030"]


def test_a_german_excel_opens_the_csv_file_made_for_it(site_tree, editor_client):
    NewsPageFactory(title="Größe, Fülle; Maß", date=datetime.date(2030, 1, 1))
    response = editor_client.get(index("news"), {"export": "excel-csv"})
    assert b"".join(response.streaming_content).startswith("\ufeffTitel;Datum;".encode())
    assert exported(editor_client, "news", "excel-csv")[1][:2] == ["Größe, Fülle; Maß", "2030-01-01"]
    links = hrefs(get_soup(index("news"), editor_client), "a[href*='export=']")
    assert [link.partition("export=")[2] for link in links] == ["xlsx", "csv", "excel-csv"]


@pytest.mark.parametrize("view", ["wagtailadmin_reports:site_history", "wagtailadmin_reports:aging_pages"])
def test_times_in_wagtail_s_own_reports_are_local_too(view, site_tree, editor, admin_client):
    page = NewsPageFactory()
    page.save_revision(user=editor).publish()
    before = timezone.make_naive(timezone.now()) - datetime.timedelta(minutes=5)
    for form in ("xlsx", "csv"):
        rows = exported_rows(admin_client.get(reverse(view), {"export": form}), form)
        moments = [cell for row in rows for cell in row if isinstance(cell, datetime.datetime)]
        assert form == "csv" or max(moments) > before  # the tree of the tests is older
        assert not any("+00:00" in str(cell) for row in rows for cell in row)


@pytest.mark.parametrize(
    ("value", "written"), [(True, "ja"), (False, "nein"), (3, 3), (None, None), (["a", "b"], "a, b")]
)
def test_yes_and_no_are_german_and_other_values_stay(value, written):
    assert (cell(value), csv_cell(value)) == (written, written)
