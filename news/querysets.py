from django.db.models import Case, Prefetch, Q, Value, When
from django.utils import timezone

from ikpe_site.core.querysets import BasePageQuerySet, link_fields
from topics.models import TopicPage


class NewsQuerySet(BasePageQuerySet):
    def for_listing(self):
        return (
            super()
            .for_listing()
            .only(*link_fields(), "teaser", "image", "date", "label", "kind", "pinned_until", "is_example")
        )

    def for_detail(self):
        """The renditions of its picture come with those of the portraits (`NewsPage.get_context`)."""
        return super().for_detail().prefetch_related(None).prefetch_related("social_image__renditions")

    def for_feed(self):
        topics = TopicPage.objects.visible().in_tree_order().for_links()
        return super().for_feed().prefetch_related(Prefetch("topics", topics))

    def vacancies(self):
        return self.filter(kind=self.model.Kind.JOB)

    def newest_first(self):
        """Posts of one day count in the order of their making."""
        return self.order_by("-date", "-pk")

    def pinned_first(self):
        """Posts that are pinned today, marked as `is_pinned`, then the others; each the newest first."""
        is_pinned = Q(pinned_until__gte=timezone.localdate())  # never true where there is no such day
        mark = Case(When(is_pinned, then=Value(True)), default=Value(False))
        return self.annotate(is_pinned=mark).order_by("-is_pinned", "-date", "-pk")

    def newer_than(self, post):
        """Posts after `post`, the nearest first."""
        return self.filter(Q(date__gt=post.date) | Q(date=post.date, pk__gt=post.pk)).order_by("date", "pk")

    def older_than(self, post):
        """Posts before `post`, the nearest first."""
        return self.filter(Q(date__lt=post.date) | Q(date=post.date, pk__lt=post.pk)).newest_first()
