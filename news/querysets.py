from django.db.models import Q

from ikpe_site.core.querysets import BasePageQuerySet


class NewsQuerySet(BasePageQuerySet):
    def newest_first(self):
        """Posts of one day count in the order of their making."""
        return self.order_by("-date", "-pk")

    def newer_than(self, post):
        """Posts after `post`, the nearest first."""
        return self.filter(Q(date__gt=post.date) | Q(date=post.date, pk__gt=post.pk)).order_by("date", "pk")

    def older_than(self, post):
        """Posts before `post`, the nearest first."""
        return self.filter(Q(date__lt=post.date) | Q(date=post.date, pk__lt=post.pk)).newest_first()
