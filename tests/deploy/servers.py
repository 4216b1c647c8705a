"""Programs that the tests start for themselves, each on a free port."""

import contextlib
import socket
import subprocess
import time


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(command: list[str], port: int, *, seconds: float = 60, **options):
    """Run a program until the end of the block; the block begins when it listens on `port`."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    try:
        end = time.monotonic() + seconds
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            if process.poll() is not None or time.monotonic() > end:
                process.kill()
                raise AssertionError(f"{command[0]} does not start:\n{process.communicate()[0]}")
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=30)
