"""The names in a CSL-JSON item as contributors of a publication."""

from django.utils.translation import gettext as _

from ..models import Contributor
from .cleaning import shortened, without_markup
from .names import inverted, is_others, split_people, without_editor
from .notes import Notes


def names_of(item: dict, notes: Notes) -> list[dict[str, str]]:
    """Return `role` and `family`, `given` and `suffix`, or `literal`, of each contributor of a CSL-JSON `item`."""
    names = []
    for role in Contributor.Role.values:
        people = item.get(role) or []
        for person in people if isinstance(people, list) else [people]:
            names += [{"role": role} | name for name in fitting(parsed(person, notes), notes)]
    return names


def parsed(person, notes: Notes) -> list[dict[str, str]]:
    """Return the names that an entry of a list of names stands for: one, or what is written as text."""
    if isinstance(person, str):
        text, _has_markup = without_markup(person)
        return [inverted(without_editor(part)[0], notes) for part in split_people(text)]
    parts = {
        key: without_markup(value)[0]
        for key, value in (person.items() if isinstance(person, dict) else ())
        if isinstance(value, str)
    }
    particle = parts.get("non-dropping-particle") or parts.get("dropping-particle")
    # One name is all of it, whichever part it is given as.
    family = " ".join(filter(None, (particle, parts.get("family")))) or parts.get("given", "")
    given = parts.get("given", "") if parts.get("family") else ""
    if family:
        name = {"family": family, "given": given, "suffix": parts.get("suffix", "")}
    else:
        name = {"literal": parts.get("literal") or parts.get("name", "")}
    name = {key: text for key, text in name.items() if text}
    if not name:
        notes.left_out(_("Name"), " ".join(map(str, person.values())) if isinstance(person, dict) else person)
    return [name] if name else []


def fitting(names: list[dict[str, str]], notes: Notes) -> list[dict[str, str]]:
    """Return the names that are somebody's, in the room that their fields have."""
    kept = []
    for name in names:
        if is_others(name.get("literal") or " ".join(filter(None, (name.get("given"), name.get("family"))))):
            notes.others()
            continue
        short = {key: shortened(text, Contributor._meta.get_field(key).max_length) for key, text in name.items()}
        if short != name:
            notes.shortened(_("Name"))
        kept.append(short)
    return kept
