"""Asks other websites whether a URL still answers: politely, with limits, and never within our own network."""

import ipaddress
import socket
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from .models import Link

PAUSE = 1  # seconds between two requests to one host
TIMEOUT = 10  # seconds for connecting, and for each wait for an answer
DEADLINE = 30  # seconds for one URL in all, redirects included: a server may send a byte now and then for ever
MAX_REDIRECTS = 5

Problem = Link.Problem


class NotPublicError(Exception):
    """The URL leads to a machine that is not on the public internet."""


def is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    if ip.version == 6:
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


def public_address(host: str) -> str:
    """The IP address of `host`; NotPublicError if any of its addresses is not public."""
    addresses = [str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    if not all(is_public(address) for address in addresses):
        raise NotPublicError(host)
    return addresses[0]


class PublicConnectionMixin:
    """Connects to the very IP address that was checked: a name may lead elsewhere when it is looked up once more."""

    host: str
    port: int
    timeout: float | None

    def _new_conn(self) -> socket.socket:
        return socket.create_connection((public_address(self.host), self.port), self.timeout)


class PublicHTTPConnection(PublicConnectionMixin, HTTPConnection):
    pass


class PublicHTTPSConnection(PublicConnectionMixin, HTTPSConnection):
    pass


class PublicHTTPPool(HTTPConnectionPool):
    ConnectionCls: type[HTTPConnection] = PublicHTTPConnection


class PublicHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = PublicHTTPSConnection


class PublicAdapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": PublicHTTPPool, "https": PublicHTTPSPool}


@dataclass(frozen=True)
class Answer:
    """What is wrong with a URL, empty if nothing is, and the status that the server answered with."""

    problem: str
    status: int | None = None


def make_session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False  # no proxy from the environment: it would connect to addresses that are not checked here
    session.max_redirects = MAX_REDIRECTS
    session.headers["User-Agent"] = f"IKPE-Linkpruefung (+{settings.SITE_URL}/)"
    session.mount("http://", PublicAdapter())
    session.mount("https://", PublicAdapter())
    return session


def ask(url: str) -> Answer:
    """Ask for a URL with HEAD, and with GET where HEAD is refused; redirects are followed."""
    answers = [Answer(Problem.UNREACHABLE)]
    thread = Thread(target=lambda: answers.append(ask_without_deadline(url)), daemon=True)
    thread.start()
    thread.join(DEADLINE)
    return answers[-1]


def ask_without_deadline(url: str) -> Answer:
    with make_session() as session:
        try:
            status = session.head(url, timeout=TIMEOUT, allow_redirects=True).status_code
            if status >= 400:
                with session.get(url, timeout=TIMEOUT, stream=True) as response:
                    status = response.status_code
        except NotPublicError:
            return Answer(Problem.NOT_ALLOWED)
        except (requests.RequestException, UnicodeError):
            return Answer(Problem.UNREACHABLE)
    return Answer(problem_of(status), status)


def problem_of(status: int) -> str:
    if status < 400:
        return ""
    if status in (404, 410):
        return Problem.MISSING
    return Problem.UNREACHABLE if 500 <= status < 600 else Problem.REFUSED


def ask_all(urls: Iterable[str], seconds: float, ask: Callable[[str], Answer] = ask) -> Iterator[tuple[str, Answer]]:
    """Yield each URL with its answer, one request at a time and never two to a host without a pause between.

    Stops after `seconds`; an answer that is being waited for is still given.
    """
    end = time.monotonic() + seconds
    waiting: defaultdict[str, deque[str]] = defaultdict(deque)
    for url in urls:
        waiting[host_of(url)].append(url)
    hosts = [(0.0, number, host) for number, host in enumerate(waiting)]
    heapify(hosts)
    while hosts:
        ready_at, number, host = heappop(hosts)
        pause = max(0, ready_at - time.monotonic())
        if time.monotonic() + pause > end:
            return
        time.sleep(pause)
        url = waiting[host].popleft()
        yield url, ask(url)
        if waiting[host]:
            heappush(hosts, (time.monotonic() + PAUSE, number, host))


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
