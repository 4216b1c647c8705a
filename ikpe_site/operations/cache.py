"""Redis as a cache that may be gone: the site gets slower, not broken."""

import functools
import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

LIMITS = ("allauth:rl:", "rl:")  # what the keys of django-allauth and of django-ratelimit begin with
MEMORY = LocMemCache("limits", {"max_entries": 10_000})
RETRY = 30  # seconds without asking Redis for a limit: one that hangs would keep each attempt waiting for many


def forgiving(name: str, answer: Any) -> Callable[..., Any]:
    """The method `name` of RedisCache, which gives `answer(*args, **kwargs)` if Redis does not.

    Limits are then counted in the memory of the process.
    """
    method = getattr(RedisCache, name)

    @functools.wraps(method)
    def call(self: "ForgivingRedisCache", *args: Any, **kwargs: Any) -> Any:
        is_limit = bool(args) and isinstance(args[0], str) and args[0].startswith(LIMITS)
        if is_limit and time.monotonic() < self.limits_in_memory_until:
            return getattr(MEMORY, name)(*args, **kwargs)
        try:
            return method(self, *args, **kwargs)
        except RedisError as error:
            logger.warning("The cache does not answer: %s", error)
            if not is_limit:
                return answer(*args, **kwargs)
            ForgivingRedisCache.limits_in_memory_until = time.monotonic() + RETRY
            return getattr(MEMORY, name)(*args, **kwargs)

    return call


class ForgivingRedisCache(RedisCache):
    """Without Redis it is an empty cache that keeps nothing but limits on how often somebody may try something.

    Each process then counts for itself: somebody may try as often as there are processes. Refusing everybody would be
    worse.
    """

    limits_in_memory_until = 0.0

    get = forgiving("get", lambda key, default=None, version=None: default)
    get_many = forgiving("get_many", lambda keys, version=None: {})
    has_key = forgiving("has_key", lambda key, version=None: False)
    add = forgiving("add", lambda *args, **kwargs: True)
    set = forgiving("set", lambda *args, **kwargs: None)
    set_many = forgiving("set_many", lambda data, *args, **kwargs: list(data))
    touch = forgiving("touch", lambda *args, **kwargs: False)
    incr = forgiving("incr", lambda key, delta=1, version=None: delta)
    delete = forgiving("delete", lambda *args, **kwargs: False)
    delete_many = forgiving("delete_many", lambda *args, **kwargs: None)
    clear = forgiving("clear", lambda: False)
