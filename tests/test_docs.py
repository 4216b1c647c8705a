"""What the docs name exists: files, names of the code, and other documents."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

FILES = subprocess.run(
    ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
    cwd=settings.BASE_DIR,
    capture_output=True,
    text=True,
    check=False,
).stdout.split("\n")[:-1]
DOCS = ["README.md", "CONTRIBUTING.md", "SECURITY.md", *(file for file in FILES if re.match(r"docs/.*\.md$", file))]
ARCHITECTURE = [file for file in DOCS if file.startswith("docs/architecture/")]
CODE = re.compile(
    r"\.(py|html|js|css|vcl|toml|yaml|yml|txt|xml|sh)$|^(\.env\.example|Makefile|Dockerfile)$|^\.?(ci|deploy)/"
)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
NAME = re.compile(r"(?:\w+\.)*([A-Za-z_]\w+)(?:\([^)]*\))?")
PATH = re.compile(r"[\w.-]*(?:/[\w.-]+)*(?:/|\.(?:py|html|js|css|md|yaml|vcl|txt|toml|woff2|json|svg))")
OF_OTHERS = {"icontains", "ts_rank"}  # names of Django and PostgreSQL that the site does without

if not FILES:
    pytest.skip(
        "the site was not checked out with git: nothing says which files belong to it", allow_module_level=True
    )


@cache
def text(file: str) -> str:
    path = settings.BASE_DIR / file
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@cache
def words() -> frozenset[str]:
    """All names in the code, and the names of its modules."""
    named = set()
    for file in FILES:
        if CODE.search(file) and "/migrations/" not in file:
            named.update(re.findall(r"\w+", text(file)))
            named.update(re.findall(r"\w+", file))
    return frozenset(named)


@cache
def places() -> frozenset[str]:
    """Each file and folder, by all ends of its path."""
    ends = set()
    for file in FILES:
        for path, mark in [(Path(file), ""), *((folder, "/") for folder in Path(file).parents)]:
            ends.update("/".join(path.parts[start:]) + mark for start in range(len(path.parts)))
    return frozenset(ends)


def is_there(span: str) -> bool:
    if PATH.fullmatch(span) and not span.startswith("/"):
        return span in places() or bool(re.search(rf"['\"/]{re.escape(span.strip('/'))}", code()))
    if match := NAME.fullmatch(span):
        is_called = not span.endswith("()") or f"{match[1]}(" in code()
        return match[1] in words() | OF_OTHERS and is_called
    return True  # a command, a query or a piece of another language


@cache
def code() -> str:
    return "\n".join(text(file) for file in FILES if CODE.search(file) and not file.startswith("tests/"))


@pytest.mark.parametrize("file", ARCHITECTURE)
def test_what_stands_in_backticks_exists(file):
    spans = SPAN.findall(re.sub(r"```.*?```", "", text(file), flags=re.DOTALL))
    assert len(spans) > 3
    assert [span for span in spans if not is_there(span)] == []


@pytest.mark.parametrize("file", DOCS)
def test_links_between_documents_lead_somewhere(file):
    folder = (settings.BASE_DIR / file).parent
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text(file))
    assert [target for target in targets if not (folder / target).exists()] == []


def test_no_file_cites_a_document_that_is_not_here():
    """Laws are cited with § in front; a name in capitals before it is that of a document."""
    names = {Path(file).stem.lower() for file in FILES if file.endswith(".md")}
    cited = {
        (file, name)
        for file in FILES
        if CODE.search(file) or file.endswith(".md")
        for name in re.findall(r"\b([A-Z]{4,})(?:\.md)? §", text(file))
        + re.findall(r"(?<![\w%])([\w-]+)\.md\b", text(file))
    }
    assert sorted((file, name) for file, name in cited if name.lower() not in names) == []
