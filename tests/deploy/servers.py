"""Programs that the tests start for themselves, each on a free port."""

import contextlib
import socket
import subprocess
import sys
import tempfile
import time

import boto3

S3_KEYS = {"aws_access_key_id": "probe", "aws_secret_access_key": "probe"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(command: list[str], port: int, *, seconds: float = 60, **options):
    """Run a program until the end of the block; the block begins when it listens on `port`."""
    # A file takes what a pipe that nobody reads would hold up.
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, **options)
        try:
            end = time.monotonic() + seconds
            while True:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
                if process.poll() is not None or time.monotonic() > end:
                    output.seek(0)
                    raise AssertionError(f"{command[0]} does not start:\n{output.read()}")
                time.sleep(0.1)
            yield process
        finally:
            process.terminate()
            process.wait(timeout=30)


@contextlib.contextmanager
def s3_service(*buckets: str):
    """An S3 server of its own with these buckets; yields a client of it.

    A process, because servers inside one process of the tests share what is stored in them.
    """
    port = free_port()
    with running([sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(port)], port):
        client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", **S3_KEYS)
        for bucket in buckets:
            client.create_bucket(Bucket=bucket)
        yield client
