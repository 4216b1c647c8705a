from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from ...checks import check_links
from ...models import Link


class Command(BaseCommand):
    help = "Check all links of the site; the broken ones stand in the admin under Berichte."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--time-limit",
            type=int,
            default=1200,
            metavar="SECONDS",
            help="for asking other websites (default: 1200); the next run goes on with the rest",
        )

    def handle(self, *, time_limit: int, **options: Any) -> None:
        check_links(time_limit)
        waiting = Link.objects.filter(checked_at=None).count()
        counts = {"links": Link.objects.count(), "broken": Link.objects.broken().count(), "waiting": waiting}
        self.stdout.write(_("%(links)d links, %(broken)d of them broken, %(waiting)d not checked yet.") % counts)
