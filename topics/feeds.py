"""What is new about a topic or a region: whatever app has pages about one takes part, without registration."""

from ikpe_site.core.models import BasePage


def models_about(model) -> list[tuple[type[BasePage], str]]:
    """Return the models of pages that can name entries of `model` (topics, regions), and the name of the field."""
    relations = [relation for relation in model._meta.related_objects if relation.many_to_many]
    return [
        (relation.related_model, relation.field.name)
        for relation in relations
        if issubclass(relation.related_model, BasePage)
    ]


def pages_about(instance) -> list:
    """Return the visible pages that name `instance`, as a queryset for each kind of page."""
    return [model.objects.filter(**{field: instance}).visible() for model, field in models_about(type(instance))]
