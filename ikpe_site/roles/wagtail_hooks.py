from wagtail import hooks

from . import users

for action in (users.AssignRole, users.DeleteUsers, users.SetActiveState):
    hooks.register("register_bulk_action", action, order=100)  # after those of Wagtail, whose place they take
