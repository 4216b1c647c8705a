from django.db import models
from django.utils.translation import gettext_lazy as _

from ikpe_site.text.slugs import german_slug, numbered


class SluggedMixin(models.Model):
    """A snippet that addresses name by slug. The slug is made once and does not follow a new wording."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True, editable=False)

    slug_source = "name"

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self.slug:
            base = german_slug(getattr(self, self.slug_source))[:100] or self._meta.model_name
            self.slug = numbered(base, set(type(self).objects.values_list("slug", flat=True)))
        super().save(*args, **kwargs)
