"""Every import of the admin goes the same way: a file, a preview, the import."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import default_task_backend
from wagtail.contrib.redirects.models import Redirect

from events.imports import CalendarPlan
from events.models import EventPage
from ikpe_site.editing.imports.reader import answer
from ikpe_site.editing.imports.tasks import execute_import, progress_key
from ikpe_site.editing.models import UploadedImport
from ikpe_site.links.imports import RedirectPlan
from publications.imports import PublicationPlan
from publications.models import PublicationPage
from tests.factories import CategoryFactory
from tests.helpers import soup_of, titles, words

EVENT = "BEGIN:VEVENT\nUID:x\nDTSTART:20260701T100000Z\nSUMMARY:Fachtag\nEND:VEVENT\n"
FILES = {
    "publications_import": ('[{"type": "book", "title": "Planung"}]', PublicationPage, PublicationPlan),
    "redirects_import": ("/alt/,/aktuelles/\n", Redirect, RedirectPlan),
    "event_import": (f"BEGIN:VCALENDAR\n{EVENT}END:VCALENDAR\n", EventPage, CalendarPlan),
}


@pytest.fixture(params=FILES)
def name(request, site_tree):
    """The name of the address of each import in turn."""
    return request.param


@pytest.fixture
def options(site_tree):
    """What the import of publications asks for; the others ask for nothing."""
    return {"category": CategoryFactory().pk}


@pytest.fixture(autouse=True)
def _read_here(monkeypatch):
    """In the process of the tests: a process of its own for each file would take a second each (test_reading.py)."""
    monkeypatch.setattr("ikpe_site.editing.imports.reading.run_reader", answer)


def upload(client, name, content=None, filename="liste.txt"):
    content = FILES[name][0].encode() if content is None else content
    return client.post(reverse(name), {"file": SimpleUploadedFile(filename, content)})


def run(client, preview, options) -> BeautifulSoup:
    """The page that an import ends with."""
    assert client.post(preview, options)["Location"] == preview
    response = client.get(preview)
    assert "Refresh" not in response
    return soup_of(response)


def test_what_a_file_holds_is_kept_until_it_is_imported(name, editor_client, editor, options, tasks_are_done):
    _text, model, plan_class = FILES[name]
    assert soup_of(editor_client.get(reverse(name))).select_one("input[type=file]")
    preview = upload(editor_client, name)["Location"]
    (uploaded,) = UploadedImport.objects.all()
    assert (uploaded.user, uploaded.name, preview) == (editor, "liste.txt", reverse(name, args=[uploaded.pk]))
    page = soup_of(editor_client.get(preview))
    headings = [_("Line"), _("Status"), *map(str, plan_class.headings), _("Remarks")]
    assert titles(page, "table.listing th") == headings
    assert len(page.select("table.listing tbody tr td")) == len(headings)
    assert not model.objects.exists()
    done = words(run(editor_client, preview, options).select_one(".help-info"))
    assert model.objects.count() == 1
    assert done.startswith(ngettext("%(number)s entry has been imported.", "", 1) % {"number": 1})
    uploaded.refresh_from_db()
    assert uploaded.records == []


def test_the_same_file_again_offers_nothing_to_import(name, editor_client, options, tasks_are_done):
    run(editor_client, upload(editor_client, name)["Location"], options)
    preview = upload(editor_client, name)["Location"]
    for response in (editor_client.get(preview), editor_client.post(preview, options)):
        assert _("There is nothing new in this file.") in words(soup_of(response))


def test_each_step_says_what_it_wants_and_where_one_is(name, editor_client):
    response = editor_client.get(reverse(name))
    view, field = response.context["view"], response.context["form"]["file"]
    assert (field.label, field.help_text) == (_("File"), view.file_help)
    trail = [(reverse("wagtailadmin_home"), _("Home")), (reverse(name), view.title)]
    for step, end in ((response, []), (editor_client.get(upload(editor_client, name)["Location"]), ["liste.txt"])):
        items = step.context["breadcrumbs_items"]
        assert [(item["url"], item["label"]) for item in items] == [*trail, *(("", label) for label in end)]


def test_a_file_that_cannot_be_read_is_refused_at_the_field(name, editor_client):
    too_large = b"x" * (FILES[name][2].max_bytes + 1)
    for content, reason in ((b"Nur ein Text.", ""), (b"a\0b", _("This is no text file.")), (too_large, "MB")):
        (error,) = upload(editor_client, name, content).context["form"].errors["file"]
        assert reason in error
    assert editor_client.post(reverse(name), {}).context["form"].errors["file"]
    assert not UploadedImport.objects.exists()


def test_nobody_sees_the_file_of_another_nor_that_of_another_import(name, editor_client, admin_client):
    preview = upload(editor_client, name)["Location"]
    (uploaded,) = UploadedImport.objects.all()
    assert admin_client.get(preview).status_code == 404
    assert (
        editor_client.get(reverse(next(other for other in FILES if other != name), args=[uploaded.pk])).status_code
        == 404
    )
    assert editor_client.get(preview).status_code == 200


def test_who_may_add_none_may_not_import(name, editor_client, member_of, client):
    preview = upload(editor_client, name)["Location"]
    for user in (None, member_of()):
        client.logout() if user is None else client.force_login(user)
        for address in (reverse(name), preview):
            assert client.get(address).status_code == client.post(address).status_code == 302
    assert UploadedImport.objects.count() == 1


@pytest.mark.parametrize(("hours", "kept"), [(23, 2), (25, 1)])
def test_a_file_that_nobody_came_back_to_is_thrown_away_after_a_day(hours, kept, editor_client, site_tree):
    upload(editor_client, "redirects_import")
    UploadedImport.objects.update(created_at=timezone.now() - datetime.timedelta(hours=hours))
    upload(editor_client, "redirects_import")
    assert UploadedImport.objects.count() == kept


def test_a_long_name_of_a_file_is_cut(editor_client, site_tree):
    upload(editor_client, "redirects_import", filename="x" * 250 + ".liste.csv")
    assert len(UploadedImport.objects.get().name) == 255


def test_an_import_that_waits_or_runs_shows_how_far_it_is_and_loads_itself_anew(name, editor_client, options):
    preview = upload(editor_client, name)["Location"]
    editor_client.post(preview, options)
    uploaded = UploadedImport.objects.get()
    cache.set(progress_key(uploaded.pk), 25)
    UploadedImport.objects.update(total=50)
    response = editor_client.get(preview)
    assert int(response["Refresh"]) > 0
    assert _("%(progress)s of %(total)s entries") % {"progress": 25, "total": 50} in words(soup_of(response))
    assert not soup_of(response).select("main form")


def test_an_import_that_is_told_twice_is_done_once(name, editor_client, options):
    preview = upload(editor_client, name)["Location"]
    for _time in range(2):
        assert editor_client.post(preview, options)["Location"] == preview
    (queued,) = default_task_backend.results
    assert queued.task.func == execute_import.func
    for _time in range(2):
        execute_import.call(*queued.args)
    assert FILES[name][1].objects.count() == 1


def test_how_far_a_long_import_is_is_told_every_few_entries(editor_client, site_tree, monkeypatch, tasks_are_done):
    told = []
    monkeypatch.setattr(cache, "set", lambda key, value: told.append(value))
    lines = "".join(f"/alt-{number}/,/aktuelles/\n" for number in range(55))
    run(editor_client, upload(editor_client, "redirects_import", lines.encode())["Location"], {})
    assert told == [25, 50]
    assert Redirect.objects.count() == 55


def failing(**options):
    raise RuntimeError


@pytest.mark.parametrize("fault", ["entry", "time"])
def test_an_import_that_fails_says_so_and_leaves_nothing_behind(fault, editor_client, site_tree, monkeypatch):
    preview = upload(editor_client, "redirects_import", b"/a/,/aktuelles/\n/b/,/aktuelles/\n")["Location"]
    editor_client.post(preview)
    (queued,) = default_task_backend.results
    if fault == "entry":
        monkeypatch.setattr("ikpe_site.links.imports.log", failing)
    else:
        monkeypatch.setattr("ikpe_site.editing.imports.tasks.LONGEST", -1)
    with pytest.raises((RuntimeError, TimeoutError)):
        execute_import.call(*queued.args)
    response = editor_client.get(preview)
    assert _("The import failed; nothing was saved.") in words(soup_of(response))
    assert "Refresh" not in response
    assert not Redirect.objects.exists()
