"""Every group × every action, tried through real requests: what the table allows works, what it refuses does not."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client

from ikpe_site.roles.groups import ADMINISTRATION, AUTHORS, EDITORS, EVENTS
from tests.admin_forms import unrendered

from .actions import ACTIONS, Member

COLUMNS = [AUTHORS, EDITORS, EVENTS, ADMINISTRATION, None]

# In the order of COLUMNS: authors, editors, events, administration, and a user without a group.
TABLE = """
enter the admin                                x x x x -
open the own account                           x x x x -

see the list of posts                          x x - x -
look at the draft of another                   - x - x -
write a post                                   x x - x -
write a post and publish it                    - x - x -
change the own draft                           x x - x -
change a post of another                       - x - x -
submit the own draft for approval              x x - x -
publish the own draft                          - x - x -
schedule the own draft                         - x - x -
take a post offline                            - x - x -
delete the own draft                           x x - x -
delete a post of another                       - x - x -
delete several posts at once                   - x - x -
delete a topic with its projects               - x - x -
copy a post of another                         - x - x -
move a post of another                         - x - x -
lock a post                                    - x - x -
make a post private                            - x - x -
see the history of the own draft               x x - x -
compare two versions of the own draft          x x - x -
go back to an earlier version of a post        - x - x -
comment on the own draft                       x x - x -
approve in the first step                      - x - x -
approve in the second step                     - - - x -
send back with a comment                       - x - x -
change the home page                           - x - x -
add a section and publish it                   - x - x -

write an event                                 x x x x -
write an event and publish it                  - x x x -
change an event of another                     - x x x -
delete an event of another                     - x x x -
import a calendar file                         x x x x -
add dates to a series                          x x x x -
see the list of registrations                  - - x x -
see the participants of an event               - - x x -
download the list of participants              - - x x -
export the registrations                       - - x x -
enter a registration by hand                   - - x x -
change a registration                          - - x x -
delete a registration                          - - x x -

import publications                            x x - x -
look up a DOI                                  x x - x -
hand over what a person answers for            - x - x -
see the report on gaps                         x x x x -

see the pictures                               x x x x -
upload a picture                               x x x x -
change the own picture                         x x x x -
change a picture of another                    - x - x -
delete a picture of another                    - x - x -
upload a document                              x x x x -
change a document of another                   - x - x -
delete a document of another                   - x - x -
see the collections                            - - - x -
add a collection                               - - - x -

change a programme                             - x - x -
add a region                                   - x - x -
delete a group of people                       - x - x -
change a category of publications              - x - x -
change the settings of the institute           - x - x -
change the style of references                 - x - x -
see the redirects                              - x - x -
add a redirect                                 - x - x -
import redirects                               - x - x -

see the report on locked pages                 - x x x -
see the report on workflows                    x x x x -
see the report on aging pages                  x x x x -
see the report on page types                   x x x x -
see the history of the site                    x x x x -

see the trash                                    x x x x -
bring back a page that another deleted         - x - x -
delete a page for good                         - x - x -

see the users                                  - - - x -
add a user                                     - - - x -
change a user                                  - - - x -
delete a user                                  - - - x -
change a group                                 - - - x -
change the address of the site                 - - - - -
see the workflows                              - - - x -
switch the approval off                        - - - x -
"""

ROWS = {line[:46].strip(): line[46:].split() for line in TABLE.splitlines() if line}


@contextmanager
def taken_back():
    """What happens within does not last."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_the_table_names_every_action():
    assert ROWS.keys() == ACTIONS.keys()


@pytest.mark.parametrize("action", ACTIONS)
def test_groups_may_do_what_the_table_says_and_nothing_else(action, site_tree, member_of):
    done = []
    for name in COLUMNS:
        with taken_back(), unrendered():
            user, client = member_of(*filter(None, [name])), Client()
            client.force_login(user)
            done.append(bool(ACTIONS[action](Member(client, user, site_tree))))
    assert dict(zip(COLUMNS, done, strict=True)) == {
        name: mark == "x" for name, mark in zip(COLUMNS, ROWS[action], strict=True)
    }
