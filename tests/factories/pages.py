"""What the factories of all pages have in common, and pages of no app in particular."""

import factory
import wagtail_factories
from wagtail.models import Page

from ikpe_site.core.models import ContentPage


class BasePageFactory(wagtail_factories.PageFactory):
    class Meta:
        abstract = True

    slug = ""  # the page makes one of its title

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        parent = parent or cls.usual_parent()
        # Freshly read: the tree keeps the number of children with the parent, and another object may have added one.
        Page.objects.get(pk=parent.pk).add_child(instance=(page := model_class(**kwargs)))
        return page

    @classmethod
    def usual_parent(cls):
        return next(
            page for model in cls._meta.model.clean_parent_page_models() if (page := model.objects.first()) is not None
        )


class IndexPageFactory(BasePageFactory):
    class Meta:
        abstract = True

    show_in_menus = True


class ContentPageFactory(BasePageFactory):
    class Meta:
        model = ContentPage

    title = factory.Sequence(lambda n: f"Inhaltsseite {n}")
    teaser = "Ein Satz über die Seite."
