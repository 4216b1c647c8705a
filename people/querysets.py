from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from ikpe_site.core.querysets import BasePageQuerySet, link_fields, visible_to_visitors
from topics.models import Region


def is_current(person: str = "") -> Q:
    """Whether a person has not left; `person` is the beginning of the lookup that leads to them."""
    return Q((f"{person}left_on", None)) | Q((f"{person}left_on__gte", timezone.localdate()))


class PersonQuerySet(BasePageQuerySet):
    def current(self):
        return self.filter(is_current())

    def by_name(self):
        return self.order_by("last_name", "first_name", "pk")

    def with_responsibilities(self):
        responsibilities = self.model._meta.get_field("responsibilities").related_model.objects
        responsibilities = responsibilities.valid().about_visible_pages().for_listing()
        return self.prefetch_related(Prefetch("responsibilities", responsibilities, to_attr="valid_responsibilities"))


class ResponsibilityQuerySet(QuerySet):
    def valid(self):
        """Those that hold today."""
        today = timezone.localdate()
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gte=today))

    def about_visible_pages(self):
        """Without those for a project or topic that visitors may not see."""
        return self.filter(
            Q(project=None) | visible_to_visitors("project__"), Q(topic=None) | visible_to_visitors("topic__")
        )

    def visible(self):
        """Those that visitors may know of: valid today, of people who are here, about pages they may see."""
        return self.valid().about_visible_pages().filter(visible_to_visitors("person__"), is_current("person__"))

    def for_running_projects(self):
        """Without those for a project that is finished: who asks today is not looking for the people of back then."""
        return self.filter(Q(project=None) | Q(project__ends_on=None) | Q(project__ends_on__gte=timezone.localdate()))

    def for_topic(self, topic):
        """For the topic itself, for its programmes and for its projects."""
        return self.for_topics([topic])

    def for_topics(self, topics):
        """For any of the topics, their programmes or their projects."""
        belongs = Q(topic__in=topics) | Q(programme__topic__in=topics)
        for topic in topics:
            belongs |= Q(project__path__startswith=topic.path)
        return self.filter(belongs)

    def naming(self, region):
        """Those that name the region, or one that became part of it."""
        return self.filter(Q(regions=region) | Q(regions__merged_into=region)).distinct()

    def in_region(self, region):
        """Those that name the region and those that name none, which hold everywhere."""
        return self.filter(Q(regions=region) | Q(regions__merged_into=region) | Q(regions=None)).distinct()

    def for_listing(self):
        own = [field.name for field in self.model._meta.concrete_fields]
        return self.select_related("programme", "project", "topic").only(
            *own, *link_fields("project__"), "project__ends_on", *link_fields("topic__")
        )

    def with_regions(self):
        """With their regions, and for a dissolved one that which it became part of: maps ask for it."""
        return self.prefetch_related(Prefetch("regions", Region.objects.select_related("merged_into")))

    def with_person(self):
        return self.select_related("person__image").prefetch_related("person__image__renditions")
