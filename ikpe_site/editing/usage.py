"""Where something is used: what Wagtail's reference index knows, and many-to-many relations, which it leaves out."""

from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex


def uses_of(thing: Model) -> list[Model]:
    """The pages, snippets and settings that name `thing`, each once."""
    sources = [source for source, _references in ReferenceIndex.get_references_to(thing).group_by_source_object()]
    for relation in thing._meta.related_objects:
        if relation.many_to_many:
            naming = relation.related_model._default_manager.filter(**{relation.field.name: thing})
            sources += [owner_of(source) for source in naming]
    # A page comes as what it is or, for its text, as a plain page.
    return list({(isinstance(source, Page) or type(source), source.pk): source for source in sources}.values())


def owner_of(source: Model) -> Model:
    """The page that `source` is a row of, such as a responsibility; otherwise itself."""
    for field in source._meta.fields:
        if isinstance(field, ParentalKey):
            return getattr(source, field.name)
    return source
