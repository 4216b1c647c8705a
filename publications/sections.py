"""What the publications show on the pages of topics, projects, people and regions, and on those of one series."""

import re

from django.utils.translation import gettext as _

from ikpe_site.core.sections import Section, first_entries, register_section

from .models import Contributor, PublicationPage


def latest(publications, heading, query):
    publications = publications.visible().newest_first().for_links()
    context = first_entries(publications, query, _("All %(total)s publications"))
    if context["entries"]:
        return Section("ergebnisse", heading, "publications/sections/publications.html", context)
    return None


@register_section("topics.TopicPage", order=40)
def publications_on_topic(topic):
    return latest(PublicationPage.objects.filter(topics=topic), _("Publications"), f"thema={topic.slug}")


@register_section("topics.ProjectPage", order=40)
def results_of_project(project):
    return latest(PublicationPage.objects.filter(projects=project), _("Results"), f"projekt={project.slug}")


@register_section("people.PersonPage", order=40)
def publications_of_person(person):
    # Each once, though somebody may be author and editor of it.
    written = Contributor.objects.filter(person=person).values("publication")
    return latest(PublicationPage.objects.filter(pk__in=written), _("Publications"), f"person={person.slug}")


@register_section("topics.Region", order=40)
def publications_on_region(region):
    return latest(PublicationPage.objects.filter(regions=region), _("Publications"), f"region={region.slug}")


@register_section("publications.PublicationPage", order=20)
def others_of_series(publication):
    if not publication.collection_title:
        return None
    series = PublicationPage.objects.filter(collection_title=publication.collection_title).visible()
    volumes = sorted(series.exclude(pk=publication.pk).for_links(), key=volume_number)
    if volumes:
        heading = _("Also in the series „%(series)s“") % {"series": publication.collection_title}
        return Section("reihe", heading, "publications/sections/publications.html", {"entries": volumes})
    return None


def volume_number(publication):
    """Numbers within „Band 10“ count as numbers; volumes without one come last."""
    numbers = [int(digits) for digits in re.findall(r"\d+", publication.collection_number)]
    return (not numbers, numbers, publication.sort_key)
