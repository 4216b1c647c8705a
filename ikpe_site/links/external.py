"""Asks other websites: politely, within limits, and never within our own network."""

import ipaddress
import socket
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from io import BytesIO
from queue import Empty, SimpleQueue
from threading import Thread, local
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3.exceptions
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

IPV6_INTERNET = ipaddress.ip_network("2000::/3")  # all else is local, or stands for an address of version 4


class NotPublicError(Exception):
    """The URL leads to a machine that is not on the public internet."""


class TooLargeError(requests.RequestException):
    """The answer is larger than the session reads."""


def is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 6:
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast and (ip.version == 4 or ip in IPV6_INTERNET)


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
        connected = socket.create_connection((public_address(self.host), self.port), self.timeout)
        exchange.sockets.append(connected.dup())
        return connected


class PublicHTTPConnection(PublicConnectionMixin, HTTPConnection):
    pass


class PublicHTTPSConnection(PublicConnectionMixin, HTTPSConnection):
    pass


class PublicHTTPPool(HTTPConnectionPool):
    ConnectionCls: type[HTTPConnection] = PublicHTTPConnection


class PublicHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = PublicHTTPSConnection


class LimitedAdapter(HTTPAdapter):
    """Reads `max_bytes` of an answer, and nothing of one that only leads elsewhere."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        super().__init__()

    def send(self, *args: Any, **kwargs: Any) -> requests.Response:
        response = super().send(*args, **kwargs | {"stream": True})
        wanted = 0 if response.is_redirect else self.max_bytes
        try:
            content = response.raw.read(wanted + 1, decode_content=True) if wanted else b""
        except urllib3.exceptions.HTTPError as error:
            raise requests.ConnectionError(error) from None
        finally:
            response.raw.close()
        if len(content) > wanted:
            raise TooLargeError(response=response)
        response.raw = BytesIO(content)
        return response


class PublicAdapter(LimitedAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": PublicHTTPPool, "https": PublicHTTPSPool}


exchange = local()  # the connections of the thread that asks


class ExternalSession(requests.Session):
    """Asks machines on the public internet only, for `seconds` in all, and reads `max_bytes` of an answer."""

    def __init__(self, seconds: float, max_bytes: int) -> None:
        super().__init__()
        self.end = time.monotonic() + seconds
        self.trust_env = False  # no proxy of the environment: it would connect to addresses that are not checked here
        self.max_redirects = MAX_REDIRECTS
        self.mount("http://", PublicAdapter(max_bytes))
        self.mount("https://", PublicAdapter(max_bytes))

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        """As requests does, in a thread: neither the look-up of a name nor what drips in has a deadline otherwise."""
        answers: SimpleQueue[requests.Response | Exception] = SimpleQueue()
        sockets: list[socket.socket] = []

        def ask() -> None:
            exchange.sockets = sockets
            try:
                answers.put(super(ExternalSession, self).request(*args, **{"timeout": TIMEOUT} | kwargs))
            except Exception as error:  # noqa: BLE001 raised again where it is waited for
                answers.put(error)

        Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=max(0, self.end - time.monotonic()))
        except Empty:
            raise requests.Timeout from None
        finally:
            for each in sockets:
                hang_up(each)
        if isinstance(answer, Exception):
            raise answer
        return answer


def hang_up(connected: socket.socket) -> None:
    """End the connection also for a thread that still waits for it."""
    with suppress(OSError), connected:
        connected.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True)
class Answer:
    """What is wrong with a URL, empty if nothing is, and the status that the server answered with."""

    problem: str
    status: int | None = None


def make_session() -> ExternalSession:
    session = ExternalSession(seconds=DEADLINE, max_bytes=0)
    session.headers["User-Agent"] = f"IKPE-Linkpruefung (+{settings.SITE_URL}/)"
    return session


def ask(url: str) -> Answer:
    """Ask for a URL with HEAD, and with GET where HEAD is refused; redirects are followed."""
    with make_session() as session:
        try:
            status = session.head(url, allow_redirects=True).status_code
            if status >= 400:
                status = session.get(url).status_code
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
