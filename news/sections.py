"""What the news show on the pages of topics, projects, people and regions."""

from django.utils.translation import gettext as _

from ikpe_site.core.sections import Section, register_section

from .models import NewsPage

SHOWN = 5


def latest(posts, heading=None):
    posts = list(posts.visible().newest_first().for_links("date", "kind")[:SHOWN])
    heading = heading or _("News")
    return Section("aktuelles", heading, "news/sections/posts.html", {"posts": posts}) if posts else None


@register_section("topics.TopicPage", order=30)
def news_on_topic(topic):
    return latest(NewsPage.objects.filter(topics=topic))


@register_section("people.PersonPage", order=30)
def news_about_person(person):
    return latest(NewsPage.objects.filter(people=person))


@register_section("topics.Region", order=30)
def news_from_region(region):
    return latest(NewsPage.objects.filter(regions=region))


@register_section("topics.ProjectPage", "events.EventPage", order=30)
def news_naming_page(page):
    return latest(NewsPage.objects.filter(related_pages__page=page))


@register_section("publications.PublicationPage", order=30)
def news_mentioning_publication(publication):
    return latest(NewsPage.objects.filter(related_pages__page=publication), _("Mentioned in"))
