from wagtail import hooks

from . import publishing, users

for action in (users.AssignRole, users.DeleteUsers, users.SetActiveState):
    hooks.register("register_bulk_action", action, order=100)  # after those of Wagtail, whose place they take

hooks.register("construct_page_action_menu", publishing.order_actions)
hooks.register("before_edit_page", publishing.keep_approval)
hooks.register("before_publish_page", publishing.wait_for_approval)
hooks.register("before_bulk_action", publishing.wait_for_approvals)
