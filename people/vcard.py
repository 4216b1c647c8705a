"""The contact card of a person, as vCard 3.0 (RFC 2426)."""

import datetime
import re

import vobject
from vobject.vcard import Address, Name

from ikpe_site.text import phones

POSTAL_LINE = re.compile(r"(?P<code>\d{5})\s+(?P<city>.+)")


def make_vcard(person, institute, url: str) -> str:
    """The card of `person` (PersonPage), who works at `institute` (InstituteSettings) and has the page `url`.

    Lines end with CRLF and are folded at 75 bytes of UTF-8. What is not known is left out.
    """
    card = vobject.vCard()
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
    """The roles that the person has today, each once."""
    entries = person.responsibilities.get_live_queryset().valid().about_visible_pages()
    return list(dict.fromkeys(entries.exclude(role="").values_list("role", flat=True)))


def address_of(person, institute) -> Address | None:
    """The person's own address, of which a line with a postal code names the city, or else that of the institute."""
    if not person.address:
        given = {"street": institute.street, "code": institute.postal_code, "city": institute.city}
        return Address(**given) if any(given.values()) else None
    lines = [line.strip() for line in person.address.splitlines() if line.strip()]
    city = next((match for line in lines if (match := POSTAL_LINE.fullmatch(line))), None)
    street = ", ".join(line for line in lines if city is None or line != city[0])
    return Address(street=street, **(city.groupdict() if city else {}))


def revision_of(person) -> str:
    """When the page was last published, in UTC as ISO 8601 writes it; empty if nobody has noted it."""
    moment = person.last_published_at
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
