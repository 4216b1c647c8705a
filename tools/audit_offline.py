"""Compare pinned packages with an offline copy of the OSV database.

    python tools/audit_offline.py all.zip constraints.txt

`all.zip` is what osv.dev publishes of the ecosystem PyPI: a JSON file for each vulnerability. For machines that do not
reach the service; elsewhere `make audit` asks it. Ends with 1 if a package is affected.
"""

import json
import re
import sys
import zipfile

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

PIN = re.compile(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;#]+)")


def pins(text: str) -> dict[str, str]:
    matches = (PIN.match(line) for line in text.splitlines())
    return {canonicalize_name(match[1]): match[2] for match in matches if match}


def is_affected(version: str, affected: dict) -> bool:
    """Whether `version` is among the versions that an entry of OSV lists, or within one of its ranges."""
    if version in affected.get("versions", ()):
        return True
    ranges = [item for item in affected.get("ranges", ()) if item["type"] == "ECOSYSTEM"]
    return any(is_within(Version(version), item["events"]) for item in ranges)


def is_within(version: Version, events: list[dict]) -> bool:
    inside = False
    for event in events:
        [(kind, at)] = event.items()
        try:
            reached = at == "0" or version >= Version(at)
        except InvalidVersion:
            continue
        if kind == "introduced" and reached:
            inside = True
        elif (kind == "fixed" and reached) or (kind == "last_affected" and reached and version != Version(at)):
            inside = False
    return inside


def findings(archive: zipfile.ZipFile, pinned: dict[str, str]):
    """Yield package, version, id and summary of what is known of the pinned packages."""
    for name in archive.namelist():
        entry = json.loads(archive.read(name))
        if entry.get("withdrawn"):
            continue
        for affected in entry.get("affected", ()):
            package = canonicalize_name(affected["package"]["name"])
            if package in pinned and is_affected(pinned[package], affected):
                yield package, pinned[package], entry["id"], entry.get("summary", "")
                break


def main(copy: str, requirements: str) -> int:
    with open(requirements) as file:
        pinned = pins(file.read())
    with zipfile.ZipFile(copy) as archive:
        entries = len(archive.namelist())
        vulnerabilities = sorted(findings(archive, pinned))
    for finding in vulnerabilities:
        print("{} {}: {} {}".format(*finding))
    print(f"{len(vulnerabilities)} known vulnerabilities of {len(pinned)} packages, in a copy of {entries} entries.")
    return 1 if vulnerabilities else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
