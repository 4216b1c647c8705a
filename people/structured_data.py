"""A person in the words of schema.org, with a contact point for each responsibility."""

from ikpe_site.core.private_collections import is_closed
from ikpe_site.core.structured_data import pruned
from ikpe_site.text import phones


def person(page, graph) -> dict:
    """Of somebody who has left, no more than the name: whom to turn to is the successor."""
    node = {
        "@type": "Person",
        "@id": f"{graph.url}#person",
        "url": graph.url,
        "name": f"{page.first_name} {page.last_name}",
        "honorificPrefix": page.academic_title,
        "givenName": page.first_name,
        "familyName": page.last_name,
        "sameAs": f"https://orcid.org/{page.orcid}" if page.orcid else "",
    }
    if page.has_left:
        return node
    return node | {
        "jobTitle": page.position,
        "description": page.teaser,
        "image": graph.picture if page.image and not is_closed(page.image, graph.context["request"]) else "",
        "email": page.email,
        "telephone": phones.dialled(page.phone),
        "worksFor": graph.institute,
        "contactPoint": [contact_point(page, entry) for entry in graph.context.get("responsibilities", [])],
    }


def contact_point(page, responsibility) -> dict:
    """A responsibility without regions holds everywhere: it names no area."""
    return pruned(
        {
            "@type": "ContactPoint",
            "contactType": responsibility.concern,
            "description": responsibility.role,
            "email": page.email,
            "telephone": phones.dialled(page.phone),
            "availableLanguage": "de",
            "areaServed": [
                {"@type": "AdministrativeArea", "name": region.name} for region in responsibility.regions.all()
            ],
        }
    )
