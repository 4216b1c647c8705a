"""All links in the pages of the site and in its settings, with the field that each stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.db.models import ForeignKey, Model, QuerySet, URLField
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, get_page_models

from ikpe_site.core.models import InstituteSettings

PAGE, DOCUMENT, URL = "page", "document", "url"
NOT_SHOWN = {"joining_url"}  # sent to participants, and not to be asked for by anybody else
SEPARATOR = " → "
CHUNK = 200
CHOOSERS = {PAGE: blocks.PageChooserBlock, DOCUMENT: DocumentChooserBlock, URL: blocks.URLBlock}


@dataclass(frozen=True)
class FoundLink:
    """A link: to the `kind` of thing with the id or at the URL `target`, in a field by its labels and its path."""

    kind: str
    target: str
    field: str
    content_path: str
    page_id: int | None = None


def all_links() -> Iterator[FoundLink]:
    """The links of all pages that are live and those of the settings."""
    for model in get_page_models():
        yield from links_of_objects(model, model.objects.filter(live=True), "pk")
        for relation in get_all_child_relations(model):
            parent = relation.field.name
            rows = relation.related_model.objects.filter(**{f"{parent}__live": True})
            yield from links_of_objects(relation.related_model, rows, f"{parent}_id", relation)
    yield from links_of_objects(InstituteSettings, InstituteSettings.objects.all(), None)


def links_of_objects(
    model: type[Model], objects: QuerySet[Any], page_field: str | None, relation: Any = None
) -> Iterator[FoundLink]:
    """The links in the own fields of `objects`, or of rows that belong to a page by `relation`."""
    fields = [field for field in model._meta.local_fields if field.name not in NOT_SHOWN and may_hold_links(field)]
    if not fields:
        return
    for row in objects.iterator(chunk_size=CHUNK):
        prefix = f"{relation.get_accessor_name()}.{row.pk}." if relation else ""
        for field in fields:
            label = capfirst(str(field.verbose_name))
            if relation:
                label = f"{capfirst(str(model._meta.verbose_name))}{SEPARATOR}{label}"
            for kind, target, labels, path in links_of_field(field, row):
                yield FoundLink(
                    kind,
                    str(target),
                    SEPARATOR.join([label, *labels])[:255],
                    prefix + ".".join([field.name, *path]),
                    getattr(row, page_field) if page_field else None,
                )


def may_hold_links(field: Any) -> bool:
    # Links among the data of the site, such as the person of an event, name their type; a link may lead to any page.
    leads_to_any_page = (
        isinstance(field, ForeignKey) and field.related_model is Page and not field.remote_field.parent_link
    )
    return leads_to_any_page or isinstance(field, (StreamField, RichTextField, URLField))


def links_of_field(field: Any, row: Model) -> Iterator[tuple[Any, ...]]:
    """Yield kind, target, labels within the field, path within the field."""
    value = getattr(row, field.attname)
    if isinstance(field, StreamField):
        yield from links_of_block(field.stream_block, list(value.raw_data), [], [])
    elif isinstance(field, RichTextField):
        yield from ((*link, [], []) for link in links_of_text(value))
    elif value:
        yield (PAGE if isinstance(field, ForeignKey) else URL), value, [], []


def links_of_block(block: Any, value: Any, labels: list[str], path: list[str]) -> Iterator[tuple[Any, ...]]:
    """The same for the stored value of a block: the block's own value no longer knows a page that was deleted."""
    if not value:
        return
    if isinstance(block, blocks.RichTextBlock):
        yield from ((*link, labels, path) for link in links_of_text(value))
    for kind, chooser in CHOOSERS.items():
        if isinstance(block, chooser):
            yield kind, value, labels, path
    for child, child_value, child_labels, child_path in children_of(block, value):
        yield from links_of_block(child, child_value, [*labels, *child_labels], [*path, *child_path])


def children_of(block: Any, value: Any) -> Iterator[tuple[Any, ...]]:
    """The blocks within a block: with the stored value of each, and what it adds to the labels and to the path."""
    match block:
        case blocks.StreamBlock():
            for entry in value:
                if (child := block.child_blocks.get(entry["type"])) is not None:
                    yield child, entry["value"], [label_of(child)], id_of(entry)
        case blocks.ListBlock():
            for item in value:
                is_new_format = isinstance(item, dict) and item.get("type") == "item" and "value" in item
                yield block.child_block, *((item["value"], [], id_of(item)) if is_new_format else (item, [], []))
        case blocks.StructBlock():
            for name, child in block.child_blocks.items():
                yield child, value.get(name), [label_of(child)], [name]
        case TypedTableBlock():
            columns = [block.child_blocks.get(column["type"]) for column in value["columns"]]
            for row in value["rows"]:
                for child, cell in zip(columns, row["values"], strict=False):
                    yield child, cell, [], []


def id_of(entry: dict[str, Any]) -> list[str]:
    return [entry["id"]] if entry.get("id") else []


def label_of(block: Any) -> str:
    return capfirst(str(block.label))


class LinkParser(HTMLParser):
    """Gathers the links of rich text as Wagtail stores it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("linktype") in (PAGE, DOCUMENT):
            self.links.append((given["linktype"] or "", given.get("id") or ""))
        elif tag == "a" and (given.get("href") or "").lower().startswith(("http:", "https:", "/")):
            self.links.append((URL, (given["href"] or "").strip()))


def links_of_text(html: str) -> list[tuple[str, str]]:
    parser = LinkParser()
    parser.feed(html)
    return parser.links
