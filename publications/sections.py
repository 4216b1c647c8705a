"""What the publications show on the pages of topics, projects, people and regions, and on those of one series."""

import re

from django.utils.translation import gettext as _

from ikpe_site.core.sections import Section, register_section

from .models import PublicationPage


def latest(publications, heading):
    publications = list(publications.visible().newest_first().distinct().for_links())
    if publications:
        return Section(
            "ergebnisse", heading, "publications/sections/publications.html", {"publications": publications}
        )
    return None


@register_section("topics.TopicPage", order=40)
def publications_on_topic(topic):
    return latest(PublicationPage.objects.filter(topics=topic), _("Publications"))


@register_section("topics.ProjectPage", order=40)
def results_of_project(project):
    return latest(PublicationPage.objects.filter(projects=project), _("Results"))


@register_section("people.PersonPage", order=40)
def publications_of_person(person):
    return latest(PublicationPage.objects.filter(contributors__person=person), _("Publications"))


@register_section("topics.Region", order=40)
def publications_on_region(region):
    return latest(PublicationPage.objects.filter(regions=region), _("Publications"))


@register_section("publications.PublicationPage", order=20)
def others_of_series(publication):
    if not publication.collection_title:
        return None
    series = PublicationPage.objects.filter(collection_title=publication.collection_title).visible()
    volumes = sorted(series.exclude(pk=publication.pk).for_links(), key=volume_number)
    if volumes:
        heading = _("Also in the series „%(series)s“") % {"series": publication.collection_title}
        return Section("reihe", heading, "publications/sections/publications.html", {"publications": volumes})
    return None


def volume_number(publication):
    """Numbers within „Band 10“ count as numbers; volumes without one come last."""
    numbers = [int(digits) for digits in re.findall(r"\d+", publication.collection_number)]
    return (not numbers, numbers, publication.sort_key)
