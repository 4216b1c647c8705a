from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ikpe_site.core.querysets import BasePageQuerySet, link_fields


class TreeQuerySet(BasePageQuerySet):
    def in_tree_order(self):
        return self.order_by("path")


class TopicQuerySet(TreeQuerySet):
    def for_listing(self):
        return super().for_listing().only(*link_fields(), "image", "hue", "is_example")


class ProjectQuerySet(BasePageQuerySet):
    def for_listing(self):
        return self.select_related("programme").defer_streamfields()

    def for_detail(self):
        """The renditions of its picture come with those of the portraits beside it (people.sections)."""
        queryset = super().for_detail().select_related("programme")
        return queryset.prefetch_related(None).prefetch_related("social_image__renditions")

    def of_topic(self, topic):
        return self.child_of(topic)

    def running(self):
        """Not finished: without an end, or with one that is still to come."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()))

    def latest_first(self):
        """Running projects and those without an end first, then by end, then by start."""
        return self.order_by(F("ends_on").desc(nulls_first=True), F("starts_on").desc(nulls_last=True), "title")


class RegionQuerySet(QuerySet):
    def current(self):
        """The counties that exist today."""
        return self.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=timezone.localdate()))
