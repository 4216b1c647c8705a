"""How gunicorn serves the site, in a container and under systemd. More workers: WEB_CONCURRENCY."""

import os

from django.conf import settings
from gunicorn.workers.gthread import ThreadWorker


class DrainingWorker(ThreadWorker):
    """A worker that, when it is to stop, lets in who waits at its door and shuts it.

    ThreadWorker leaves it open until it has given its last answer, and then sends away who came meanwhile. At a shut
    door the proxy tries another container at once, also with a form.
    """

    def set_accept_enabled(self, enabled):
        super().set_accept_enabled(enabled)
        if self.alive:
            return
        for listener in self.sockets:
            connections = None
            while connections != self.nr_conns:
                connections = self.nr_conns
                self.accept(listener)
            listener.close()


bind = os.environ.get("BIND", "0.0.0.0:8000")  # the network of the containers is internal
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = DrainingWorker
threads = 4
preload_app = True  # the workers share the memory of the code, and the port opens when the site can answer
timeout = 60
graceful_timeout = 30  # what is being answered when the server stops gets answered
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm"  # noqa: S108 memory: a slow disk must not look like a worker that hangs
control_socket_disable = True
accesslog = None  # the application logs requests, without what tells who asked (LOG_FORMAT=json)


def when_ready(server):
    """A new release may show every page differently."""
    from ikpe_site.page_cache import purging as page_cache

    if settings.PAGE_CACHE_URLS:
        page_cache.empty()
