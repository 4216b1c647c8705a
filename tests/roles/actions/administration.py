"""What somebody may try with the admin itself, with reports, the trash and accounts."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page, Site, Workflow

from ikpe_site.roles.groups import AUTHORS
from ikpe_site.trash.actions import move_to_trash
from ikpe_site.trash.models import DeletedPage

from .dashboard import a_user, action


@action
def enter_the_admin(member):
    return member.may_open("wagtailadmin_home")


@action
def open_the_own_account(member):
    return member.may_open("wagtailadmin_account")


@action
def see_the_report_on_locked_pages(member):
    return member.may_open("wagtailadmin_reports:locked_pages")


@action
def see_the_report_on_workflows(member):
    return member.may_open("wagtailadmin_reports:workflow")


@action
def see_the_report_on_aging_pages(member):
    return member.may_open("wagtailadmin_reports:aging_pages")


@action
def see_the_report_on_page_types(member):
    return member.may_open("wagtailadmin_reports:page_types_usage")


@action
def see_the_history_of_the_site(member):
    return member.may_open("wagtailadmin_reports:site_history")


@action
def see_the_trash(member):
    return member.may_open("trash")


def deleted_by_another(member):
    return DeletedPage.objects.get(pk=move_to_trash(member.post_of_another(), a_user()).pk)


@action
def bring_back_a_page_that_another_deleted(member):
    entry = deleted_by_another(member)
    member.client.post(reverse("trash_restore", args=[entry.pk]), {"parent": member.site_tree.news.pk})
    return not DeletedPage.objects.filter(pk=entry.pk).exists()


@action
def delete_a_page_for_good(member):
    entry = deleted_by_another(member)
    member.client.post(reverse("trash_delete", args=[entry.pk]))
    return not Page.objects.filter(pk=entry.page_id).exists()


@action
def see_the_users(member):
    return member.may_open("wagtailusers_users:index")


@action
def add_a_user(member):
    return member.may_open("wagtailusers_users:add")


@action
def change_a_user(member):
    return member.may_open("wagtailusers_users:edit", a_user().pk)


@action
def delete_a_user(member):
    user = a_user()
    member.post("wagtailusers_users:delete", user.pk)
    return not get_user_model().objects.filter(pk=user.pk).exists()


@action
def change_a_group(member):
    return member.may_open("wagtailusers_groups:edit", Group.objects.get(name=AUTHORS).pk)


@action
def change_the_address_of_the_site(member):
    return member.may_open("wagtailsites:edit", Site.objects.get().pk)


@action
def see_the_workflows(member):
    return member.may_open("wagtailadmin_workflows:index")


@action
def switch_the_approval_off(member):
    member.post("wagtailadmin_workflows:disable", Workflow.objects.get().pk)
    return not Workflow.objects.get().active
