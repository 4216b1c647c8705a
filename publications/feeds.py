from typing import Any

from django.utils.safestring import mark_safe

from ikpe_site.core.feed_entries import Author, FeedEntryMixin

from .citation.csl import full_name
from .citation.references import ReferenceStyle


class PublicationFeedEntry(FeedEntryMixin):
    """What a publication says of itself in feeds."""

    abstract: Any
    references: Any
    feed_fields = ("abstract", "body")

    @property
    def feed_facts(self) -> list[str]:
        """The reference, where no abstract says what the publication is about."""
        if self.abstract:
            return []
        reference = self.references.get(getattr(self, "reference_style", None) or ReferenceStyle.APA)
        return [mark_safe(reference)] if reference else []  # noqa: S308 made by references.py

    @property
    def feed_categories(self) -> list[str]:
        return [*([self.category.name] if self.category else []), *self.keywords]

    @property
    def feed_authors(self) -> list[Author]:
        return [Author(full_name(name)) for name in self.csl.get("author", [])]

    @property
    def feed_documents(self) -> list:
        return [self.public_document] if self.public_document else []

    @property
    def public_document(self):
        """The document, if every visitor may read it, which `with_document_privacy()` has looked up."""
        return None if getattr(self, "is_document_private", False) else self.document
