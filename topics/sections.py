"""What the projects show on the pages of regions."""

from django.utils.translation import gettext as _

from ikpe_site.core.sections import Section, register_section

from .models import ProjectPage


@register_section("topics.Region", order=20)
def projects_in_region(region):
    projects = list(ProjectPage.objects.filter(regions=region).visible().latest_first().for_listing())
    if projects:
        return Section("projekte", _("Projects"), "topics/sections/projects.html", {"projects": projects})
    return None
