import http.client
import threading
import time
from types import SimpleNamespace

import pytest

from tests.deploy.servers import free_port, running

from .backend import BACKEND, VCL, Site, purge


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """The site and Varnish before it."""
    folder = tmp_path_factory.mktemp("varnish")
    ports = SimpleNamespace(http=free_port(), purge=free_port())
    with Site() as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        (folder / "backend.vcl").write_text(BACKEND.format(port=site.server_port))
        command = ["varnishd", "-F", "-j", "none", "-n", str(folder / "work"), "-f", str(VCL / "default.vcl")]
        command += ["-a", f"http=127.0.0.1:{ports.http}", "-a", f"purge=127.0.0.1:{ports.purge}", "-s", "malloc,16M"]
        command += ["-p", f"vcl_path={folder}:{VCL}", "-p", "http_gzip_support=off"]
        with running(command, ports.http):
            yield SimpleNamespace(site=site, ports=ports)
        site.shutdown()


@pytest.fixture
def site(pair):
    was_ready = pair.site.is_ready
    pair.site.reset()
    purge(pair, "hard")
    if not was_ready:
        time.sleep(0.5)  # until the probe has seen that all is well
    return pair.site


@pytest.fixture
def get(pair):
    def request(path: str, method: str = "GET", port: int | None = None, body: bytes | None = None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", port or pair.ports.http, timeout=20)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, headers={"Host": "localhost"} | headers)
        response = connection.getresponse()
        return SimpleNamespace(status=response.status, headers=response.headers, text=response.read().decode())

    return request
