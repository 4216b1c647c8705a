"""What the publications show on the pages of topics, projects, people and regions."""

from django.utils.translation import gettext as _

from ikpe_site.core.sections import Section, register_section

from .models import PublicationPage


def latest(publications, heading):
    publications = list(publications.visible().newest_first().distinct().defer_streamfields())
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
