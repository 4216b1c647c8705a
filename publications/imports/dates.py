"""Dates as people write them into fields of any format."""

import re

NAMES_OF_MONTHS = {
    **dict.fromkeys(("jan", "jän"), 1),
    "feb": 2,
    **dict.fromkeys(("mar", "mär", "mae", "mrz"), 3),
    "apr": 4,
    **dict.fromkeys(("mai", "may"), 5),
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    **dict.fromkeys(("okt", "oct"), 10),
    "nov": 11,
    **dict.fromkeys(("dez", "dec"), 12),
}
YEAR, NUMBER = r"(?P<year>\d{4})", r"\d{1,2}(?!\d)"
MONTH = r"(?P<month>jan|jän|feb|mar|mär|mae|mrz|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-zä]*\.?"
DAY = r"(?P<day>\d{1,2})(?!\d)(?:\.|st|nd|rd|th)?"
FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){YEAR}[-/](?P<month>{NUMBER})(?:[-/](?P<day>{NUMBER}))?",  # 2019-05-03, 2019/05/03
        r"^\s*(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)\s*$",  # 20190503
        rf"(?<!\d)(?P<day>{NUMBER})\.\s?(?P<month>{NUMBER})\.\s?{YEAR}(?!\d)",  # 03.05.2019
        rf"(?<!\d){DAY}[\s-]*\b{MONTH}[\s,-]*{YEAR}(?!\d)",  # 3. Mai 2019
        rf"\b{MONTH}\s*(?:{DAY},?)?\s*{YEAR}(?!\d)",  # Mai 2019, May 3, 2019
        rf"(?<!\d){YEAR}\b[\s,/-]*\b{MONTH}[\s-]*(?:{DAY})?",  # 2019, Mai 3
        rf"(?<!\d)(?P<month>{NUMBER})[/.]\s?{YEAR}(?!\d)",  # 05/2019
        r"(?<!\d)(?P<year>1[5-9]\d\d|20\d\d)(?!\d)",  # [2019], c2019, ca. 2019, 2018–2019
    )
]
# „im Erscheinen“ and its likes: the only words that make a publication one that is still to come.
FORTHCOMING = re.compile(
    r"im\s+(?:druck|ersch)|erscheint|in\s*(?:press|vorb|preparation)|forthcoming|to\s+appear|submitted|prepublished"
    r"|eingereicht|accepted|\bi\.\s?(?:e|dr)\.",
    re.IGNORECASE,
)


def date_of(text: str) -> list[int]:
    """Return year, month and day as far as `text` names them, whether they exist or not; empty without a year."""
    for form in FORMS:
        if match := form.search(text):
            parts = match.groupdict()
            numbers = [int(parts["year"]), month_of(parts.get("month") or ""), int(parts.get("day") or 0)]
            return numbers[: numbers.index(0)] if 0 in numbers else numbers
    return []


def month_of(text: str) -> int:
    """Return the number of a month by its number or its name in German or English; 0 if it is none."""
    text = text.strip().lower()
    return int(text) if re.fullmatch(r"[0-9]{1,2}", text) else NAMES_OF_MONTHS.get(text[:3], 0)


def is_forthcoming(text: str) -> bool:
    return FORTHCOMING.search(text) is not None


def csl_date(text: str) -> dict:
    """Return `text` as the date of a CSL-JSON item; without a year as it stands."""
    parts = date_of(text)
    return {"date-parts": [parts]} if parts else {"raw": text}


def date_parts(date) -> list[int]:
    """Return year, month and day of a date of CSL-JSON as far as they are given, whether they exist or not."""
    if isinstance(date, list) and date:
        date = {"date-parts": date if isinstance(date[0], list) else [date]}
    parts = date.get("date-parts") if isinstance(date, dict) else None
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        numbers = [int(part) if re.fullmatch(r"[0-9]{1,4}", str(part)) else 0 for part in parts[0][:3]]
        return numbers[: numbers.index(0)] if 0 in numbers else numbers
    return date_of(date_text(date))


def date_text(date) -> str:
    """Return the words of a date that is not given in parts."""
    if isinstance(date, dict):
        date = date.get("raw") or date.get("literal") or date.get("year")
    return " ".join(str(date).split()) if isinstance(date, (str, int, float)) else ""
