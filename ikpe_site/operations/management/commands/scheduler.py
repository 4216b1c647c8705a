import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from ...schedule import JOBS
from ...scheduler import Scheduler


class Command(BaseCommand):
    help = "Runs the periodic commands of ikpe_site/operations/schedule.py until it gets SIGTERM or Ctrl+C."

    def handle(self, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *args: stop.set())
        Scheduler(JOBS).run(stop)
