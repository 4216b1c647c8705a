"""How the page cache is emptied: after the transaction, once, and without keeping anybody waiting."""

import socket
import time

import pytest
from django.core.management import call_command
from django.db import transaction

from ikpe_site.page_cache import purging


@pytest.fixture
def emptied_on_commit(db, cache, django_capture_on_commit_callbacks):
    """Call it with whether stale pages may be kept, for each change: how the cache was emptied at the end."""

    def change(*kept):
        with django_capture_on_commit_callbacks(execute=True):
            for keep_stale in kept:
                purging.empty_on_commit(keep_stale=keep_stale)
            assert cache.purges == []
        return cache.purges

    return change


@pytest.mark.parametrize(
    ("kept", "purges"),
    [
        ([True], ["soft"]),
        ([False], ["hard"]),
        ([True, True], ["soft"]),
        ([False, False], ["hard"]),
        ([True, False, True], ["soft", "hard"]),
        ([False, True], ["hard"]),
    ],
)
def test_it_is_emptied_once_in_each_way_and_no_more_after_the_harder_one(kept, purges, emptied_on_commit):
    assert emptied_on_commit(*kept) == purges


def test_pages_that_are_old_may_be_kept_unless_told(cache, db, django_capture_on_commit_callbacks):
    purging.empty()
    with django_capture_on_commit_callbacks(execute=True):
        purging.empty_on_commit()
    assert cache.purges == ["soft", "soft"]


def test_without_a_cache_nothing_waits_for_the_commit(db, settings):
    settings.PAGE_CACHE_URLS = []
    before = list(transaction.get_connection().run_on_commit)
    purging.empty_on_commit()
    assert transaction.get_connection().run_on_commit == before


def test_what_goes_wrong_does_not_stop_what_else_waits_for_the_commit(
    cache, db, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(**options):
        raise RuntimeError

    monkeypatch.setattr(purging, "empty", fail)
    done = []
    with django_capture_on_commit_callbacks(execute=True):
        purging.empty_on_commit()
        transaction.on_commit(lambda: done.append(True))
    assert done


@pytest.mark.parametrize("status", [404, 405, 503])
def test_every_cache_is_emptied_whatever_the_others_answer(status, cache, settings, caplog):
    cache.status = status
    settings.PAGE_CACHE_URLS = ["http://127.0.0.1:9/", cache.url, cache.url]
    purging.empty(keep_stale=False)
    assert cache.purges == ["hard", "hard"]
    assert [record.args[0] for record in caplog.records] == settings.PAGE_CACHE_URLS
    assert {record.name for record in caplog.records} == {"ikpe_site.page_cache.purging"}


def test_a_cache_that_does_not_answer_keeps_nobody_waiting(settings, monkeypatch):
    assert purging.TIMEOUT <= 2
    monkeypatch.setattr(purging, "TIMEOUT", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.PAGE_CACHE_URLS = [f"http://127.0.0.1:{silent.getsockname()[1]}/"]
        start = time.monotonic()
        purging.empty()
    assert time.monotonic() - start < 1


def test_it_can_be_emptied_by_hand(cache):
    call_command("empty_page_cache")
    assert cache.purges == ["soft"]


def test_the_way_to_the_cache_leads_through_no_proxy(cache, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    purging.empty()
    assert cache.purges == ["soft"]
