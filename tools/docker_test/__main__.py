"""Brings the whole of compose.yaml up, uses it, breaks it and fixes it, and prints a table of what was seen.

    make docker-test

Needs Docker with the compose plug-in, curl and about ten minutes; takes ports 8240 and 8241. The site comes from the
commit before and is upgraded to the working tree under load. All that it makes is removed at the end.
"""

import http.client
import sys
import tempfile
import time
from pathlib import Path

from .checks import CHECKS
from .expectation import DockerTestError
from .site import Site


def main() -> int:
    passed = 0
    with tempfile.TemporaryDirectory(prefix="ikpe-docker-test-") as folder:
        site = Site(Path(folder))
        try:
            for check in CHECKS:
                start = time.monotonic()
                try:
                    outcome, note = "ok", check(site)
                    passed += 1
                except (DockerTestError, OSError, http.client.HTTPException, AttributeError) as error:
                    outcome, note = "FAILED", f"{type(error).__name__}: {error}"
                print(
                    f"{outcome:6} {time.monotonic() - start:4.0f} s  {check.__doc__}\n                {note}",
                    flush=True,
                )
                if not passed:  # it did not come up
                    break
        finally:
            if "--keep" not in sys.argv:
                site.remove()
    print(f"\n{passed} of {len(CHECKS)} checks passed")
    return 0 if passed == len(CHECKS) else 1


if __name__ == "__main__":
    sys.exit(main())
