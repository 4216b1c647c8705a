"""The contact card of a person, as vCard 3.0 (RFC 2426)."""

import datetime
import re

import vobject
from vobject.vcard import Address, Name

from ikpe_site.text import phones

POSTAL_LINE = re.compile(r"(?:[A-Z]{1,3}[-\s])?(?P<code>\d{4,5})\s+(?P<city>.+)")
COUNTRIES = {
    *("deutschland", "österreich", "schweiz", "liechtenstein", "luxemburg", "belgien", "niederlande", "frankreich"),
    *("italien", "polen", "tschechien", "slowakei", "slowenien", "ungarn", "dänemark", "schweden", "norwegen"),
    *("finnland", "estland", "lettland", "litauen", "großbritannien", "irland", "spanien", "portugal", "ukraine"),
}


def make_vcard(person, institute, url: str) -> str:
    """The card of `person` (PersonPage), who works at `institute` (InstituteSettings) and has the page `url`.

    Lines end with CRLF and are folded at 75 bytes of UTF-8. What is not known is left out.
    """
    card = vobject.vCard()
    # The same in each copy and after a restore: address books bring the entry up to date instead of adding another.
    card.add("uid").value = person.translation_key.urn
    card.add("n").value = Name(family=person.last_name, given=person.first_name, prefix=person.academic_title)
    card.add("fn").value = person.title
    entries = {
        "org": [institute.name] if institute.name else None,
        "title": person.position,
        "role": ", ".join(roles_of(person)),
        "tel": phones.international(person.phone),
        "email": person.email,
        "adr": address_of(person, institute),
        "note": person.teaser,
        "url": url,
        "rev": revision_of(person),
    }
    types = {"tel": "work", "adr": "work"}  # a mail address is one of the internet unless it says otherwise
    for name, value in entries.items():
        if value:
            line = card.add(name)
            line.value = value
            if name in types:
                line.type_param = types[name]
    return card.serialize()


def roles_of(person) -> list[str]:
    """The roles that the person has today, each once. The person comes from `with_responsibilities()`."""
    return list(dict.fromkeys(entry.role for entry in person.valid_responsibilities if entry.role))


def address_of(person, institute) -> Address | None:
    """The person's own address, of which lines name city and country, or else that of the institute."""
    if not person.address:
        given = {"street": institute.street, "code": institute.postal_code, "city": institute.city}
        return Address(**given) if any(given.values()) else None
    lines = [line.strip() for line in person.address.splitlines() if line.strip()]
    country = lines.pop() if lines and lines[-1].lower() in COUNTRIES else ""
    city = next((match for line in lines if (match := POSTAL_LINE.fullmatch(line))), None)
    street = ", ".join(line for line in lines if city is None or line != city[0])
    return Address(street=street, country=country, **(city.groupdict() if city else {}))


def revision_of(person) -> str:
    """When the page was last published, in UTC as ISO 8601 writes it; empty if nobody has noted it."""
    moment = person.last_published_at
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
