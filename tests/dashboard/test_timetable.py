"""What goes live and what expires, by month."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from ikpe_site.editing.admin_urls import edit_url
from tests.factories import EventPageFactory, NewsPageFactory
from tests.helpers import berlin, get_soup, hrefs, words

from .conftest import days, schedule

pytestmark = pytest.mark.database

PATH = "/admin/timetable/"


@pytest.fixture(autouse=True)
def _march(freeze):
    freeze(berlin(2027, 3, 10, 12))


def month(client, **query):
    return get_soup(PATH, client, **query)


def on(page, day):
    """What stands on a day of the table, in words."""
    cell = page.find("time", datetime=day).parent
    return [words(entry) for entry in cell.select("li")]


def test_a_day_shows_what_goes_live_and_what_expires(site_tree, editor, editor_client):
    schedule(NewsPageFactory(title="Kommt", live=False), editor, live_in=2)
    schedule(NewsPageFactory(title="Geht"), editor, expires_in=2)
    assert on(month(editor_client), "2027-03-12") == [f"12:00 {_('goes live')} Kommt", f"12:00 {_('expires')} Geht"]


def test_a_draft_that_is_to_come_and_go_stands_on_both_days(site_tree, editor, editor_client):
    page = schedule(NewsPageFactory(title="Aushang", live=False), editor, live_in=2, expires_in=9)
    shown = month(editor_client)
    assert on(shown, "2027-03-12") == [f"12:00 {_('goes live')} Aushang"]
    assert on(shown, "2027-03-19") == [f"12:00 {_('expires')} Aushang"]
    assert hrefs(shown, ".dashboard-month a") == [edit_url(page.pk)] * 2


def test_the_day_is_that_of_erfurt(site_tree, editor, editor_client):
    schedule(NewsPageFactory(title="Spät", live=False), editor, live_in=0.479)  # 23:29 in Erfurt, 22:29 in Greenwich
    assert on(month(editor_client), "2027-03-10") == [f"23:29 {_('goes live')} Spät"]


def test_a_date_in_a_draft_alone_plans_nothing(site_tree, editor, editor_client):
    post = NewsPageFactory(live=False)
    post.go_live_at = days(2)
    post.save_revision(user=editor)
    assert month(editor_client).select(".dashboard-month li") == []


def test_other_months_can_be_looked_at(site_tree, editor, editor_client):
    schedule(NewsPageFactory(title="Kommt", live=False), editor, live_in=30)
    assert _("Nothing goes live and nothing expires in this month.") in words(month(editor_client))
    following = month(editor_client, monat="2027-04")
    assert on(following, "2027-04-09") == [f"12:00 {_('goes live')} Kommt"]
    assert hrefs(following, ".dashboard-months a") == ["?monat=2027-03", "?monat=2027-05"]


@pytest.mark.parametrize("nonsense", ["2027-13", "gestern", "0000-00", "99999-01", "1"])
def test_nonsense_shows_this_month(nonsense, site_tree, editor_client):
    assert words(month(editor_client, monat=nonsense).select_one(".dashboard-months h2")) == "März 2027"


def test_what_is_overdue_is_marked(site_tree, editor, editor_client, freeze):
    schedule(NewsPageFactory(live=False), editor, live_in=1)
    freeze(berlin(2027, 3, 12))
    editor_client.force_login(editor)  # the session has ended meanwhile
    late = month(editor_client).select(".dashboard-month .is-overdue")
    assert len(late) == 1
    assert _("overdue: the scheduler does not run") in words(get_soup("/admin/", editor_client))


def test_it_is_gone_once_it_has_happened(site_tree, editor, editor_client, freeze):
    post = schedule(NewsPageFactory(live=False), editor, live_in=1, expires_in=3)
    freeze(berlin(2027, 3, 11, 13))
    editor_client.force_login(editor)  # the session has ended meanwhile
    call_command("publish_scheduled")
    assert Page.objects.get(pk=post.pk).live
    assert [entry["class"] for entry in month(editor_client).select(".dashboard-month li")] == [["is-expiry"]]
    freeze(berlin(2027, 3, 13, 13))
    editor_client.force_login(editor)
    call_command("publish_scheduled")
    assert not Page.objects.get(pk=post.pk).live
    assert month(editor_client).select(".dashboard-month li") == []


def test_one_sees_only_what_one_may_edit(site_tree, editor, client_with):
    schedule(NewsPageFactory(title="Beitrag", live=False), editor, live_in=1)
    schedule(EventPageFactory(title="Termin", live=False, start=timezone.now()), editor, live_in=1)
    client = client_with("change", page=site_tree.events)
    assert on(month(client), "2027-03-11") == [f"12:00 {_('goes live')} Termin"]


def test_without_rights_to_pages_there_is_no_timetable(site_tree, client_with):
    client = client_with()
    assert client.get(PATH).status_code == 302
    assert PATH not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_two_queries_whatever_is_planned(site_tree, editor, django_assert_num_queries):
    from ikpe_site.dashboard.timetable import changes

    for number in range(12):
        schedule(NewsPageFactory(live=False), editor, live_in=number + 1, expires_in=20)
    editor.is_superuser = True
    with django_assert_num_queries(2):
        assert len(changes(editor, timezone.now() + datetime.timedelta(days=30))) == 24
