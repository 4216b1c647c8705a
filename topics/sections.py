"""What the projects show on the pages of regions and programmes."""

from django.utils.translation import gettext as _

from ikpe_site.core.sections import Section, register_section

from .models import ProjectPage


def listed(projects):
    projects = list(projects.visible().latest_first().for_listing())
    if projects:
        return Section("projekte", _("Projects"), "topics/sections/projects.html", {"projects": projects})
    return None


@register_section("topics.Region", order=20)
def projects_in_region(region):
    return listed(ProjectPage.objects.filter(regions=region))


@register_section("topics.Programme", order=20)
def projects_of_programme(programme):
    return listed(ProjectPage.objects.filter(programme=programme))
