from django.db.models import Prefetch, Q
from django.utils import timezone

from ikpe_site.core.querysets import BasePageQuerySet
from topics.models import TopicPage


class NewsQuerySet(BasePageQuerySet):
    def closed(self):
        """Vacancies that nobody can apply for any more."""
        return self.filter(application_deadline__lt=timezone.localdate())

    def for_feed(self):
        topics = TopicPage.objects.visible().in_tree_order().defer_streamfields()
        return super().for_feed().prefetch_related(Prefetch("topics", topics))

    def newest_first(self):
        """Posts of one day count in the order of their making."""
        return self.order_by("-date", "-pk")

    def newer_than(self, post):
        """Posts after `post`, the nearest first."""
        return self.filter(Q(date__gt=post.date) | Q(date=post.date, pk__gt=post.pk)).order_by("date", "pk")

    def older_than(self, post):
        """Posts before `post`, the nearest first."""
        return self.filter(Q(date__lt=post.date) | Q(date=post.date, pk__lt=post.pk)).newest_first()
