"""Names as people and programs write them: of people, of organisations, and „et al.“, which is nobody's."""

import re

from .notes import Notes

# Words that no family name holds …
ORGANISATION = re.compile(
    r"ministeri|ministry|institut|universit|hochschule|\w+(?:amt|behörde|kammer|verband|gesellschaft|stiftung)\b"
    r"|\b(?:amt|behörde|gesellschaft|stiftung|verband|gmbh|e\.\s?v|verein für|arbeitsgemeinschaft|arbeitskreis)\b"
    r"|landkreis|akademie|kommission\b|agentur|freistaat|bibliothek|statistisch|department|committee|association"
    r"|council|foundation|agency|organi[sz]ation|nations\b|bureau|\bcent(?:er|re) for|\boffice (?:for|of)",
    re.IGNORECASE,
)
# … and those that are one as well: „Stadt Erfurt, Jugendamt“ is an office, „Kreis, Guido“ a person.
ALSO_FAMILY_NAME = re.compile(r"^(?:Stadt|Land|Kreis|Bund|Rat|Zentrum|Verein|Gemeinde|Bezirk)\s+\S")
SUFFIX = re.compile(r"(?:jr|sr|jun|sen)\.?|junior|senior|I{1,3}|IV|VI{0,3}", re.IGNORECASE)
ACADEMIC = re.compile(r"(?:(?:prof|dr|m\.\s?a|b\.\s?a|phd|ph\.\s?d|dipl|mag)\b[\w.\s-]*)+", re.IGNORECASE)
ET_AL = r"(?:et\.?\s*al\.?|u\.\s?a\.|(?:(?:und|and|&)\s+)?(?:others|andere[rn]?))"
OTHERS = re.compile(ET_AL, re.IGNORECASE)
EDITOR = re.compile(r"\s*[(\[](?:hg|hrsg|hgg|ed|eds|editor|editors|herausgeber(?:in)?)\.?[)\]]\.?\s*", re.IGNORECASE)
INITIALS = r"[^\W\d_]\.?(?:[\s-]*[^\W\d_]\.)*"
PERSON = rf"[^\W\d_][^,;&]*?,\s*{INITIALS}"
LIST_OF_PEOPLE = re.compile(rf"{PERSON}(?:\s*(?:,|&|\bund\b|\band\b|,\s*&)\s*{PERSON})+")


def split_people(text: str) -> list[str]:
    """Return the names of a line that should hold one, and sometimes holds several."""
    text = " ".join(text.split()).strip(" ;")
    if match := re.fullmatch(rf"(?P<names>.+?),?\s+(?P<others>{ET_AL})", text, re.IGNORECASE):
        return [*split_people(match["names"]), match["others"]]
    if ";" in text:
        return [name for part in text.split(";") for name in split_people(part)]
    if LIST_OF_PEOPLE.fullmatch(text):
        return re.findall(
            rf"{PERSON}(?=\s*(?:,|&|\bund\b|\band\b|$))", re.sub(r"[,\s]*(?:&|\b(?:und|and)\b)", ",", text)
        )
    parts = re.split(r"\s+(?:and|und|&)\s+", text, flags=re.IGNORECASE)
    people = [part for part in parts if not OTHERS.fullmatch(part)]
    if all(part.count(",") == 1 for part in people) and not is_organisation(text):
        return parts
    return [text] if text else []


def is_organisation(text: str) -> bool:
    return ORGANISATION.search(text) is not None or ALSO_FAMILY_NAME.match(text) is not None


def is_others(text: str) -> bool:
    """Whether a name only says that there are more."""
    return OTHERS.fullmatch(text.strip(" ,")) is not None


def inverted(text: str, notes: Notes) -> dict[str, str]:
    """Return „Family, Given, Suffix“ as a name of CSL-JSON, and anything else as that of an organisation."""
    parts = [part.strip() for part in text.split(",")]
    if "," not in text:
        return {"literal": text}
    given = [part for part in parts[1:] if part]
    first_word = parts[0].split(" ")[0]
    if is_organisation(text) or (not given and " " in parts[0] and first_word[:1].isupper()):
        return organisation(text, notes)
    suffixes = [part for part in given if SUFFIX.fullmatch(part)]
    given = [part for part in given if part not in suffixes and not ACADEMIC.fullmatch(part)]
    if len(given) > 1 or len(suffixes) > 1:
        return organisation(text, notes)
    name = (
        {"family": parts[0]} | ({"given": given[0]} if given else {}) | ({"suffix": suffixes[0]} if suffixes else {})
    )
    return {key: value for key, value in name.items() if value}


def organisation(text: str, notes: Notes) -> dict[str, str]:
    """EndNote doubles a comma within the name of an organisation, or ends it with one."""
    name = re.sub(r",[,\s]*$", "", re.sub(r",\s*,", ",", text)).strip()
    if "," in name:
        notes.one_organisation(name)
    return {"literal": name}


def without_editor(text: str) -> tuple[str, bool]:
    """Return a name without „(Hg.)“, and whether that was there."""
    return EDITOR.subn(" ", text)[0].strip(), EDITOR.search(text) is not None
