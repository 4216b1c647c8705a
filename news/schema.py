"""A post in the words of schema.org: a news article or, as long as one can apply, a job posting."""

import datetime

from django.utils import timezone

from ikpe_site.core.structured_data import moment, pruned


def news_article(post, graph) -> dict:
    linked = graph.context["linked"]
    return {
        "@type": "NewsArticle",
        "@id": f"{graph.url}#beitrag",
        "url": graph.url,
        "mainEntityOfPage": {"@id": graph.url},
        "headline": post.title,
        "description": graph.description,
        "image": graph.picture,
        "datePublished": post.date.isoformat(),
        "dateModified": moment(post.last_published_at),
        "articleSection": str(post.get_kind_display()),
        "inLanguage": "de",
        "author": graph.institute,
        "publisher": graph.institute,
        "about": [graph.link(topic) for topic in linked["topics"]],
        "mentions": [graph.link(person, "Person") for person in linked["people"]],
    }


def job_posting(post, graph) -> dict:
    """Valid until the last day of the application is over, by the clock of Erfurt."""
    deadline = datetime.datetime.combine(post.application_deadline, datetime.time(23, 59, 59))
    text = " ".join(post.body.stream_block.get_searchable_content(post.body))
    return {
        "@type": "JobPosting",
        "@id": f"{graph.url}#stelle",
        "url": graph.url,
        "mainEntityOfPage": {"@id": graph.url},
        "title": post.title,
        "description": " ".join(filter(None, (post.teaser, text))) or post.title,
        "image": graph.picture,
        "datePosted": post.date.isoformat(),
        "validThrough": moment(timezone.make_aware(deadline)),
        "hiringOrganization": graph.institute,
        "jobLocation": pruned({"@type": "Place", "address": graph.address}),
    }
