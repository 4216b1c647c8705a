"""Users and groups in the admin, for those who are no superusers: within the reach of their own rights."""

from collections.abc import Callable
from functools import partial

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin
from django.views.generic.edit import ModelFormMixin
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views import generic
from wagtail.users.forms import GroupForm, UserCreationForm, UserEditForm, UserForm
from wagtail.users.views import groups, users
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction
from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction

from ikpe_site.accounts.tasks import send_invitation

from .reach import Reach, rights_of_groups


class WithinReach(SingleObjectMixin, View):
    """A view of one user or group: not of one that has more rights."""

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.request.user)

    def within_reach(self) -> QuerySet:
        raise NotImplementedError

    def get_object(self, queryset=None):
        thing = super().get_object(queryset)
        if not self.within_reach().filter(pk=thing.pk).exists():
            raise PermissionDenied
        return thing


class FormWithReach(WithinReach, ModelFormMixin):
    """A view whose form is told what its user may give."""

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"reach": self.reach}


class IndexWithinReach(generic.IndexView):
    """A list that leads to those only that its user may change."""

    @cached_property
    def within_reach(self) -> set:
        reach = Reach(self.request.user)
        return set((reach.groups() if self.model is Group else reach.users()).values_list("pk", flat=True))

    def get_edit_url(self, instance):
        return super().get_edit_url(instance) if instance.pk in self.within_reach else None

    def get_delete_url(self, instance):
        return super().get_delete_url(instance) if instance.pk in self.within_reach else None


class GivingUserForm(UserForm):
    """Nobody becomes a superuser by anybody who is none."""

    def __init__(self, *args, reach: Reach, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = reach.groups()
        if not reach.user.is_superuser:
            self.fields.pop("is_superuser", None)  # not shown in the form of the own account either

    def clean_username(self) -> str:
        """Refuse a name that differs from another one in upper case only: people would take it for that."""
        name = self.cleaned_data["username"]
        if get_user_model().objects.filter(username__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(self.error_messages["duplicate_username"], code="duplicate_username")
        return name


class AddUserForm(GivingUserForm, UserCreationForm):
    """Without a password: nobody types one for somebody else, who gets a link to choose it."""

    password_enabled = False

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)


class EditUserForm(GivingUserForm, UserEditForm):
    password_enabled = False


class OneUser(WithinReach):
    def within_reach(self) -> QuerySet:
        return self.reach.users()


class UserIndexView(IndexWithinReach, users.IndexView):
    pass


class UserCreateView(FormWithReach, OneUser, users.CreateView):
    def save_instance(self):
        user = super().save_instance()
        transaction.on_commit(partial(send_invitation.enqueue, user.pk))
        return user

    def get_success_message(self, instance):
        return _("An email with the invitation goes to %(email)s.") % {"email": instance.email}


class UserEditView(FormWithReach, OneUser, users.EditView):
    pass


class UserDeleteView(OneUser, users.DeleteView):
    pass


class UserViewSet(users.UserViewSet):
    index_view_class = UserIndexView
    add_view_class = UserCreateView
    edit_view_class = UserEditView
    delete_view_class = UserDeleteView
    copy_view_enabled = False  # it would copy what no form shows: the rights of a superuser, the login at a provider

    def get_form_class(self, for_update=False):
        return EditUserForm if for_update else AddUserForm


class BulkActionWithinReach(UserBulkAction):
    @cached_property
    def reach(self) -> Reach:
        return Reach(self.request.user)

    @cached_property
    def within_reach(self) -> set:
        return set(self.reach.users().values_list("pk", flat=True))

    def check_perm(self, obj) -> bool:
        return super().check_perm(obj) and obj.pk in self.within_reach


class AssignRole(BulkActionWithinReach, AssignRoleBulkAction):
    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["role"].queryset = self.reach.groups()
        return form


class DeleteUsers(BulkActionWithinReach, DeleteBulkAction):
    pass


class SetActiveState(BulkActionWithinReach, SetActiveStateBulkAction):
    pass


class GivingGroupForm(GroupForm):
    """Offers the rights that its user has; what the group has beyond stays, as in Wagtail's own form."""

    def __init__(self, *args, reach: Reach, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["permissions"].queryset &= reach.permissions()
        self.registered_permissions = self.fields["permissions"].queryset


class OneGroup(WithinReach):
    def within_reach(self) -> QuerySet:
        return self.reach.groups()


class OneGroupForm(groups.PermissionPanelFormsMixin, FormWithReach, OneGroup):
    get_error_message: Callable[[], str]  # of Wagtail's views of forms

    def is_valid(self, form) -> bool:
        if not super().is_valid(form):
            return False
        if self.would_give_more(form):
            form.add_error(None, _("You can only give rights that you have yourself."))
            self.produced_error_message = self.get_error_message()
            return False
        return True

    def would_give_more(self, form) -> bool:
        """Asked of what would be saved: the panels, for pages, collections, sites, are forms of many kinds."""
        is_new = form.instance.pk is None
        with transaction.atomic():
            group = form.save()
            for panel in self.permission_panel_forms:
                panel.save()
            rights = [right for pk, right in rights_of_groups() if pk == group.pk]
            transaction.set_rollback(True)
        if is_new:
            group.pk, group._state.adding = None, True  # noqa: SLF001 documented by Django
        return not all(map(self.reach.includes, rights))


class GroupIndexView(IndexWithinReach, groups.IndexView):
    @cached_property
    def columns(self):
        return [TitleColumn("name", label=_("Name"), sort_key="name", get_url=self.get_edit_url)]


class GroupCreateView(OneGroupForm, groups.CreateView):
    pass


class GroupEditView(OneGroupForm, groups.EditView):
    pass


class GroupDeleteView(OneGroup, groups.DeleteView):
    pass


class GroupViewSet(groups.GroupViewSet):
    index_view_class = GroupIndexView
    add_view_class = GroupCreateView
    edit_view_class = GroupEditView
    delete_view_class = GroupDeleteView

    def get_form_class(self, for_update=False):
        return GivingGroupForm
