"""Time zones as calendar programs name them."""

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

OFFSET = re.compile(r"(?:UTC|GMT) ?([+-])(\d\d?)(?::?00)?(?!\d)")
UTC = ("utc", "gmt", "z", "tzone://microsoft/utc")


def zone_name(given: str) -> str:
    """The name in the database of time zones; empty if `given` is none of those that programs write for one."""
    name = given.strip().strip('"').strip()
    if name.lower() in UTC:
        return "UTC"
    name = re.sub(r" \d+$", "", name)  # Exchange numbers those that it meets twice
    candidates = [
        name,
        WINDOWS_TO_OLSON.get(name, ""),
        # Of Evolution and others: /freeassociation.sourceforge.net/Europe/Berlin
        "/".join(name.split("/")[-2:]),
        # As Windows shows them: (UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien
        *(f"Europe/{city}" for city in re.findall(r"[A-Z]\w+", name.partition(")")[2])),
    ]
    if known := next(filter(is_known, candidates), ""):
        return known
    offset = OFFSET.search(name)
    return f"Etc/GMT{'-' if offset[1] == '+' else '+'}{int(offset[2])}" if offset and int(offset[2]) <= 12 else ""


def is_known(name: str) -> bool:
    try:
        return "/" in name and ZoneInfo(name) is not None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
