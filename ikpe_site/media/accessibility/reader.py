"""Looks for barriers in a PDF file. A program of its own, because what people upload may be broken or hostile.

    python reader.py <file>

prints a JSON list of values of DocumentBarriers.Barrier. It limits its own memory and time before it opens the file,
and imports nothing of the site.
"""

import json
import resource
import sys

MEMORY = 1024**3  # bytes of address space
SECONDS = 20  # of the processor
PAGES = 20  # looked at for text


def barriers(path: str) -> list[str]:
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError

    try:
        pdf = PdfReader(path)
        if pdf.is_encrypted and not pdf.decrypt(""):
            return ["protected"]
        root = pdf.trailer["/Root"]
        marked = root.get("/MarkInfo", {}).get("/Marked")
        pages = [page for page, _number in zip(pdf.pages, range(PAGES), strict=False)]
        found = {
            "tags": not (marked and "/StructTreeRoot" in root),
            "text": not any("/Font" in (page.get("/Resources") or {}) for page in pages),
            "language": not str(root.get("/Lang", "")).strip(),
            "title": not ((pdf.metadata and pdf.metadata.title) or "").strip(),
        }
    except FileNotDecryptedError:
        return ["protected"]
    except Exception as error:  # noqa: BLE001 whatever a library says of a broken file: it cannot be read
        print(f"{type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201
        return ["broken"]
    return [name for name, is_missing in found.items() if is_missing]


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    json.dump(barriers(sys.argv[1]), sys.stdout)
