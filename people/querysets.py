from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from ikpe_site.core.querysets import BasePageQuerySet, visible_to_visitors


class PersonQuerySet(BasePageQuerySet):
    def current(self):
        """Without those who have left."""
        return self.filter(Q(left_on=None) | Q(left_on__gte=timezone.localdate()))

    def by_name(self):
        return self.order_by("last_name", "first_name", "pk")

    def with_responsibilities(self):
        from .models import Responsibility

        responsibilities = Responsibility.objects.valid().about_visible_pages().for_listing()
        return self.prefetch_related(Prefetch("responsibilities", responsibilities, to_attr="valid_responsibilities"))


class ResponsibilityQuerySet(QuerySet):
    def valid(self):
        """Those that hold today."""
        today = timezone.localdate()
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gte=today))

    def about_visible_pages(self):
        """Without those for a project or topic that visitors may not see."""
        pages = Page.objects.filter(visible_to_visitors()).values("pk")
        return self.filter(Q(project=None) | Q(project__in=pages), Q(topic=None) | Q(topic__in=pages))

    def visible(self):
        """Those that visitors may know of: valid today, of people who are here, about pages they may see."""
        from .models import PersonPage

        return self.valid().about_visible_pages().filter(person__in=PersonPage.objects.visible().current())

    def for_running_projects(self):
        """Without those for a project that is finished: who asks today is not looking for the people of back then."""
        return self.filter(Q(project=None) | Q(project__ends_on=None) | Q(project__ends_on__gte=timezone.localdate()))

    def for_topic(self, topic):
        """For the topic itself, for its programmes and for its projects."""
        return self.filter(
            Q(topic=topic)
            | Q(programme__topic=topic)
            | Q(project__path__startswith=topic.path, project__depth=topic.depth + 1)
        )

    def naming(self, region):
        """Those that name the region, or one that became part of it."""
        return self.filter(Q(regions=region) | Q(regions__merged_into=region)).distinct()

    def in_region(self, region):
        """Those that name the region and those that name none, which hold everywhere."""
        return self.filter(Q(regions=region) | Q(regions__merged_into=region) | Q(regions=None)).distinct()

    def for_listing(self):
        return self.select_related("programme", "project", "topic")

    def with_regions(self):
        return self.prefetch_related("regions")

    def with_person(self):
        return self.select_related("person__image").prefetch_related("person__image__renditions")
