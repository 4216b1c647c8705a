"""What the news show on the pages of topics, projects, people and regions."""

from django.utils.translation import gettext as _

from ikpe_site.core.sections import Section, first_entries, register_section

from .models import NewsPage


def latest(posts, query="", heading=None):
    context = first_entries(posts.visible().newest_first().for_links("date", "kind"), query, _("All %(total)s posts"))
    if context["entries"]:
        return Section("aktuelles", heading or _("News"), "news/sections/posts.html", context)
    return None


@register_section("topics.TopicPage", order=30)
def news_on_topic(topic):
    return latest(NewsPage.objects.filter(topics=topic), f"thema={topic.slug}")


@register_section("people.PersonPage", order=30)
def news_about_person(person):
    return latest(NewsPage.objects.filter(people=person), f"person={person.slug}")


@register_section("topics.Region", order=30)
def news_from_region(region):
    return latest(NewsPage.objects.filter(regions=region), f"region={region.slug}")


@register_section("topics.ProjectPage", order=30)
def news_about_project(project):
    return latest(NewsPage.objects.filter(related_pages__page=project), f"projekt={project.slug}")


@register_section("events.EventPage", order=30)
def news_about_event(event):
    return latest(NewsPage.objects.filter(related_pages__page=event))


@register_section("publications.PublicationPage", order=30)
def news_mentioning_publication(publication):
    return latest(NewsPage.objects.filter(related_pages__page=publication), heading=_("Mentioned in"))
