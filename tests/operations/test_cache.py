"""Redis, and what the site does without it."""

import pytest
from django.core.cache import caches


@pytest.fixture
def cache(settings):
    """A cache whose Redis does not answer: nobody listens on port 1."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "gone": {"BACKEND": "ikpe_site.operations.cache.ForgivingRedisCache", "LOCATION": "redis://127.0.0.1:1/0"},
    }
    return caches["gone"]


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
