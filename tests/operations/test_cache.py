"""Redis, and what the site does without it."""

from runpy import run_path

import pytest
from django.core.cache import caches
from redis.exceptions import TimeoutError as RedisTimeout

from ikpe_site import settings as settings_module
from ikpe_site.operations.cache import MEMORY, ForgivingRedisCache


@pytest.fixture
def cache(settings):
    """A cache whose Redis does not answer: nobody listens on port 1."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "gone": {"BACKEND": "ikpe_site.operations.cache.ForgivingRedisCache", "LOCATION": "redis://127.0.0.1:1/0"},
    }
    return caches["gone"]


@pytest.fixture(autouse=True)
def _limits_ask_redis_first(monkeypatch):
    monkeypatch.setattr(ForgivingRedisCache, "limits_in_memory_until", 0)
    yield
    MEMORY.clear()


def test_without_redis_limits_count_in_memory(cache):
    assert [cache.add("rl:form", 1), cache.add("rl:form", 1)] == [True, False]
    assert [cache.incr("rl:form"), cache.incr("rl:form")] == [2, 3]
    cache.set("allauth:rl:login", [1, 2], 60)
    assert cache.get("allauth:rl:login") == [1, 2]
    cache.delete("allauth:rl:login")
    assert cache.get("allauth:rl:login") is None


def test_while_redis_hangs_only_the_first_attempt_waits_for_it(cache, monkeypatch):
    asked = []

    def hang(*args, **kwargs):
        asked.append(args)
        raise RedisTimeout

    for name in ("get_client", "get_connection_pool"):
        monkeypatch.setattr(cache._cache, name, hang, raising=False)  # noqa: SLF001 where Django's cache asks Redis
    for _attempt in range(5):
        cache.add("rl:form", 1)
        cache.incr("rl:form")
    assert (len(asked), cache.get("rl:form")) == (1, 6)


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "locmemcache://"])
def test_sessions_are_never_in_a_cache_that_may_miss_when_they_end(url, monkeypatch):
    """One that did not hear of the end of a session would have it back later."""
    monkeypatch.setenv("CACHE_URL", url)
    assert run_path(settings_module.__file__)["SESSION_ENGINE"] == "django.contrib.sessions.backends.db"


def test_without_redis_the_cache_is_empty_and_keeps_nothing(cache, caplog):
    cache.set("a", 1)
    cache.set_many({"b": 2})
    assert cache.get("a") is None
    assert cache.get("a", "sonst") == "sonst"
    assert cache.get_many(["a", "b"]) == {}
    assert "a" not in cache
    assert cache.get_or_set("c", lambda: 3) == 3
    assert cache.add("d", 1) is True
    assert cache.incr("d") == 1
    assert cache.touch("a") is False
    cache.delete("a")
    cache.delete_many(["a"])
    cache.clear()
    assert "does not answer" in caplog.text
