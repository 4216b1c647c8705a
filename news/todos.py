"""What is still to be done with posts."""

from django.utils.translation import gettext_lazy as _

from ikpe_site.editing.todos import register_todo


@register_todo(
    "news.NewsPage", "deadline", _("Vacancies without an application deadline"), field="application_deadline"
)
def without_deadline(posts):
    return posts.live().filter(kind=posts.model.Kind.JOB, application_deadline=None).newest_first()


@register_todo("news.NewsPage", "picture", _("Posts without a picture"), field="image")
def without_picture(posts):
    return posts.live().filter(image=None).newest_first()
