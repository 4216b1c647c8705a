"""A web container that stops answers everybody it has let in: the proxy can send a form nowhere else after that."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest
import requests
from requests.exceptions import ConnectionError as NotConnected
from urllib3.exceptions import NewConnectionError

from .servers import free_port, running

ROOT = Path(__file__).resolve().parents[2]
VISITORS = 12


def send_forms(url, answered, lost, is_over):
    """Send one form after the other, each over a connection of its own, until nobody lets it in."""
    while not is_over.is_set():
        try:
            answered.append(requests.post(url, data={"name": "Erika"}, timeout=20).status_code)
        except NotConnected as error:
            if isinstance(getattr(error.args[0], "reason", None), NewConnectionError):
                return  # refused at the door: the proxy goes to the next container
            lost.append(str(error))


@pytest.mark.services
def test_no_form_is_lost_while_a_server_stops():
    port, answered, lost, is_over = free_port(), [], [], threading.Event()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "deploy/gunicorn.conf.py",
        "tests.deploy.slow:application",
    ]
    environment = os.environ | {"BIND": f"127.0.0.1:{port}", "DJANGO_SETTINGS_MODULE": "ikpe_site.settings"}
    with running(command, port, cwd=ROOT, env=environment) as gunicorn:
        arguments = (f"http://127.0.0.1:{port}/", answered, lost, is_over)
        visitors = [threading.Thread(target=send_forms, args=arguments) for _ in range(VISITORS)]
        for visitor in visitors:
            visitor.start()
        time.sleep(2)
        before = len(answered)
        gunicorn.terminate()
        for visitor in visitors:
            visitor.join(40)
        is_over.set()
    assert before > 0
    assert lost == []
    assert set(answered) == {200}
