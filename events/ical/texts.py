"""What stands in the texts of an event: HTML, entities, and how to take part in a video conference."""

import html
import re
from itertools import takewhile
from urllib.parse import parse_qs

import lxml.html

TAG = re.compile(
    r"</?(?:a|b|body|br|div|em|font|h[1-6]|hr|html|i|img|li|ol|p|span|strong|table|tbody|td|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
BEGIN_A_LINE = ("div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "table", "tr", "ul")
END_A_LINE = ("br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "table", "ul")
URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
CONFERENCE = re.compile(
    r"https?://(?:"
    r"(?:[^/]+\.)?(?:teams\.(?:microsoft|live)|zoom|zoom-x|webex|gotomeet|goto|whereby|edudip|meet\.google|meet\.jit)\."
    r"|(?:teams|meet|meeting|meetings|bbb|jitsi|konferenz|conf|conference|webconf|videokonferenz)\.[^/]+/."
    r"|[^/]+/(?:l/meetup-join/|join/|j/\d|b/\w{3}-|wbxmjs/)"
    r")",
    re.IGNORECASE,
)
WRAPPED = re.compile(r"https?://(?:[^/]+\.safelinks\.protection\.outlook\.com/|www\.google\.\w+/url)\?", re.IGNORECASE)
ONLINE = re.compile(
    r"(?:online|virtuell|digital)(?:[ -]?(?:veranstaltung|termin|seminar|meeting|konferenz|besprechung))?"
    r"|(?:microsoft )?teams(?:\W.*)?|(?:zoom|webex|skype|jitsi|bigbluebutton|google meet|video-?konferenz)(?:\W.*)?",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"[\s_\-=~:─—*.•]{3,}")
# What the programs write about a conference: how to get in, by computer or phone, with which number and word.
PROGRAMS = re.compile(
    r"microsoft[ -]teams|teams-(?:besprechung|meeting)|zoom[ -]?meeting|google meet|webex|skype", re.IGNORECASE
)
PHRASES = (
    r"jetzt beitreten|(?:besprechung|meeting|konferenz)\w{0,20} (?:beitreten|teilnehmen)|an der besprechung teil",
    r"join (?:the|a|your|zoom|on|now|with|by)|click here to join|joining info|video ?call link",
    r"(?:besprechung|meeting|konferenz|event|webinar|sitzung|conference)\w{0,20}[- ]?(?:id|nummer|number|code)\b",
    r"(?:kenn|zugangs|pass|access|host|einwahl|teilnehmer|sitzungs)[- ]?(?:code|wort|word|nummer|schlüssel)\b",
    r"\bpin\b|\bpasswor|einwahl|einwählen|dial[- ]?in|or dial|local number|one tap mobile",
    r"telefonisch teilnehmen|by phone|besprechungsoptionen|meeting options|benötigen sie hilfe|need help\?",
    r"(?:learn more about|informationen zu) meet\b|not (?:delete|change|edit)|löschen oder ändern sie",
)
SECRETS = re.compile("|".join(PHRASES), re.IGNORECASE)
# Of a phone or a conference, with a country behind it.
NUMBERS = re.compile(r"[\s\d#*,+()/•-]{9,}(?:[^\W\d]\S*(?: \S+)?)?")


def text_of(value: str) -> str:
    """Return a text without tags and entities, in lines."""
    if TAG.search(value):
        root = lxml.html.fromstring(f"<div>{value}</div>")
        for element in root.iter(*BEGIN_A_LINE):
            element.text = f"\n{element.text or ''}"
        for element in root.iter(*END_A_LINE):
            element.tail = f"\n{element.tail or ''}"
        value = root.text_content()
    lines = (" ".join(line.split()) for line in html.unescape(value).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def line_of(value: str) -> str:
    return " ".join(text_of(value).split())


def conference_link(text: str) -> str:
    """The first address in `text` that leads into a video conference; empty if there is none."""
    urls = (unwrapped(url.rstrip(".,;:)]'")) for url in URL.findall(html.unescape(text)))
    return next(filter(CONFERENCE.match, urls), "")


def unwrapped(url: str) -> str:
    """Return where a link leads that Outlook or Google have wrapped into one of their own."""
    if not WRAPPED.match(url):
        return url
    query = parse_qs(url.partition("?")[2])
    return (query.get("url") or query.get("q") or [url])[0]


def without_link(line: str) -> str:
    """Return `line` without addresses of video conferences."""
    without = URL.sub(lambda url: "" if conference_link(url[0]) else url[0], line)
    return line if without == line else without.strip(" |/–-,;:()<>")


def is_online(place: str) -> bool:
    """Whether `place` is none, or says how to take part."""
    return bool(ONLINE.fullmatch(place) or SECRETS.search(place) or NUMBERS.fullmatch(place) or URL.fullmatch(place))


def names_conference(place: str) -> bool:
    return bool(PROGRAMS.search(place))


def without_conference(text: str) -> str:
    """Return `text` without what is for participants only: address, number and password of a conference.

    What speaks of them and stands behind a line of dashes is left out up to the next one. Before it, the rest of the
    paragraph is, and the next paragraph if it is but the answer: „Kenncode:“.
    """
    parts: list[list[str]] = [[]]
    for line in text.split("\n"):
        if SEPARATOR.fullmatch(line):
            parts.append([])
        else:
            parts[-1].append(line)
    parts = [parts[0], *(part for part in parts[1:] if not any(map(speaks_of_joining, part)))]
    kept, is_answer = [], False
    for paragraph in "\n\n".join("\n".join(part) for part in parts).split("\n\n"):
        lines = paragraph.strip().split("\n")
        public = [] if is_answer else list(takewhile(lambda line: not speaks_of_joining(line), lines))
        is_answer = len(public) < len(lines) and lines[-1].endswith(":")
        kept.append("\n".join(public))
    return "\n\n".join(filter(None, kept))


def speaks_of_joining(line: str) -> bool:
    phrase = PROGRAMS.search(line) or SECRETS.search(line) or NUMBERS.fullmatch(line.strip())
    return bool(phrase or conference_link(line))
