"""Topics, projects, work areas and regions in the words of schema.org."""


def research_project(page, graph) -> dict:
    """To schema.org a project is an organisation: it is founded and dissolved."""
    return {
        "@type": "ResearchProject",
        "@id": f"{graph.url}#projekt",
        "url": graph.url,
        "name": page.title,
        "description": page.teaser,
        "foundingDate": page.starts_on.isoformat() if page.starts_on else "",
        "dissolutionDate": page.ends_on.isoformat() if page.ends_on else "",
        "funder": {"@type": "Organization", "name": page.funder} if page.funder else "",
        "parentOrganization": graph.institute,
        "areaServed": [area(region) for region in graph.context["regions"]],
    }


def topic(page, graph) -> dict:
    return {
        "@type": "DefinedTerm",
        "@id": f"{graph.url}#thema",
        "url": graph.url,
        "name": page.title,
        "description": page.teaser,
    }


def service(page, graph) -> dict:
    return {
        "@type": "Service",
        "@id": f"{graph.url}#angebot",
        "url": graph.url,
        "name": page.title,
        "description": page.teaser,
        "provider": graph.institute,
    }


def area(region) -> dict:
    return {"@type": "AdministrativeArea", "name": region.name}
