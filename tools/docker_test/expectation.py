"""What the checks expect."""


class DockerTestError(Exception):
    """A check that did not hold."""


def expect(condition, message: str) -> None:
    if not condition:
        raise DockerTestError(message)
