from django.db.models import QuerySet
from wagtail.permissions import page_permission_policy


def editable(model, user) -> QuerySet:
    """The pages of a type that `user` may edit."""
    pages = page_permission_policy.instances_user_has_any_permission_for(user, {"change"})
    return model.objects.filter(pk__in=pages.order_by().values("pk"))
