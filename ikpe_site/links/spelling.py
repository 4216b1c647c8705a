"""The ways in which one URL of the site is written: by an old site, by browsers, by mail programs.

Redirects keep one of them, `canonical()`: decoded but for what has a meaning in URLs, each umlaut as one character.
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote, unquote_to_bytes, urlsplit

from django.utils.encoding import repercent_broken_unicode, uri_to_iri
from wagtail.contrib.redirects.models import Redirect

from ikpe_site.text.folding import transliterated

from .resolving import split_path, wordpress_url

MAX_PATH = 255  # what Redirect.old_path holds

# What is added to a URL to count visitors, or by TYPO3 to guard its cache: it leads to the same page.
COUNTING = re.compile(
    r"(?:(?:utm|mtm|pk|piwik|matomo|hsa|itm)_\w*|(?:fb|g|d|ms|tw|tt|y)clid|gclsrc|[gw]braid|igshid|srsltid|mc_[ce]id"
    r"|mkt_tok|_ga|_gl|_hsenc|_hsmi|chash)(?:=|$)",
    re.IGNORECASE,
)
LANGUAGE = re.compile(r"L(?:=|$)")  # of TYPO3: the same page in another language

END = re.compile(r"[\s;/]+$")
SAFE = "/:@!$&'()*+,;=~"  # in a path

# What mail programs take for a part of a link at the end of a sentence, in brackets or in quotation marks.
AFTER_LINKS = re.compile(r"""[/\s.,;:!?'"()\[\]{}<>*\\…»«„“”‚‘’\u200b\u200c\u200d\u2060\ufeff]+$""")


HOST = re.compile(r"(?:https?://[^/?#]+|//[^/?#]+\.[^/?#]+|www\.[^/?#]+)", re.IGNORECASE)
FILE_WITH_HASH = re.compile(r"#([^/?#]*\.\w{2,5})$")  # „Nr. #5.pdf“, where others name a part of the page


def old_path(given: str) -> str:
    """An old URL as somebody gives it, without its host and as redirects keep it; empty if there is none.

    What is no URL at all stays as it is.
    """
    given = given.strip()
    try:
        urlsplit(given)
    except ValueError:
        return given
    host = HOST.match(given)
    path = FILE_WITH_HASH.sub(r"%23\1", given[host.end() :] if host else given)
    path = f"/{path}" if path.startswith("?") else path
    return canonical(wordpress_url(path) or path) if given else ""


def canonical(url: str) -> str:
    """The path and query of an old URL as redirects keep it."""
    path, query = split_path(url)
    path = canonical_path(path)
    kept = canonical_query(without(COUNTING, query))
    return f"{path}?{kept}" if kept else path


def canonical_path(path: str) -> str:
    parts = decoded(path).translate({ord(sign): None for sign in "\r\n\t"}).split("/")
    encoded = "/".join(filter(None, parts)).replace("%", "%25").replace("#", "%23").replace("?", "%3F")
    return Redirect.normalise_path("/" + END.sub("", encoded))


def canonical_query(query: str) -> str:
    return "&".join(sorted(filter(None, unicodedata.normalize("NFC", uri_to_iri(query)).strip().split("&"))))


def decoded(path: str) -> str:
    """The path in characters; bytes that are none, of old sites in another encoding, stay as they were sent."""
    sent = unquote_to_bytes(path.encode(errors="replace"))
    return unicodedata.normalize("NFC", repercent_broken_unicode(sent).decode())


def without(parameters: re.Pattern[str], query: str) -> str:
    return "&".join(part for part in query.split("&") if not parameters.match(part))


def candidates(path: str) -> dict[str, str]:
    """The URLs that a redirect from `path` may have, each with what of the path is left below it.

    Redirects that were not made here may be written otherwise than `canonical()` does.
    """
    bare, query = split_path(path)
    as_sent = Redirect.normalise_path(re.sub("/+", "/", bare), decode_unicode=False)
    kept = canonical_path(bare)
    uncounted = without(COUNTING, query)
    rests: dict[str, str] = {}
    for spelling in (as_sent, uri_to_iri(as_sent), decoded(as_sent), kept):
        parts = spelling.split("/")[1:]
        rests |= {"/" + "/".join(parts[:length]): "/".join(parts[length:]) for length in range(1, len(parts) + 1)}
    for shorter in map(canonical_query, (query, uncounted, without(LANGUAGE, uncounted))):
        if shorter:
            rests |= {f"{spelling}?{shorter}": "" for spelling in (as_sent, kept)}
    if old := wordpress_url(path):
        rests[old] = ""
    return {
        old_path: rest
        for old_path, rest in rests.items()
        if old_path != "/" and len(old_path) <= MAX_PATH and "\0" not in old_path
    }


def as_meant(path: str) -> Iterator[str]:
    """Yield what may have been meant by `path`, at which there is nothing: as it is written, then in lower case.

    Both are without double slashes and what mail programs add, and end as URLs of pages or files do.
    """
    bare, query = split_path(path)
    text = decoded(bare)
    for spelling in (text, transliterated(text).lower()):
        parts = [part for part in AFTER_LINKS.sub("", spelling).split("/") if part]
        if parts or not text.strip("/"):
            path = "/".join(parts) + ("/" if parts and "." not in parts[-1] else "")
            yield f"/{quote(path, safe=SAFE)}" + (f"?{query}" if query else "")
