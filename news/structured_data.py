"""A post in the words of schema.org: a news article or, as long as one can apply, a job posting."""

from ikpe_site.core.structured_data import moment, pruned

from .vacancies import end_of


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
        "mentions": [graph.link(person, "Person") for person in graph.context["people"]],
    }


def job_posting(post, graph) -> dict:
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
        "validThrough": moment(end_of(post.application_deadline)),
        "hiringOrganization": graph.institute,
        "jobLocation": pruned({"@type": "Place", "address": graph.address}),
    }
