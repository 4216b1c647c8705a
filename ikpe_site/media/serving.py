"""Uploaded files as answers: unchanged ones are not sent again, and who asks for a part (`Range`) gets that part."""

import re
from hashlib import blake2b

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")  # of several parts at once the whole file is an answer, too


class Part:
    """The bytes of an open file from `start` up to, not including, `end`."""

    def __init__(self, file, start: int, end: int):
        file.seek(start)
        self.file, self.left = file, end - start
        self.close = file.close

    def read(self, size: int) -> bytes:
        content = self.file.read(min(size, self.left))
        self.left -= len(content)
        return content


def file_response(request: HttpRequest, stored, headers: dict[str, str], **options) -> HttpResponseBase:
    """The file of a file field with these headers. `options` are those of FileResponse."""
    try:
        file = stored.storage.open(stored.name)
        changed = stored.storage.get_modified_time(stored.name)
    except (OSError, ValueError) as error:  # missing, or a folder
        raise Http404 from error
    size, changed_at = file.size, int(changed.timestamp())
    # Not by the content, which would have to be read first: a file that replaces another has another name or date.
    mark = blake2b(f"{stored.name} {size} {changed.timestamp()}".encode(), digest_size=12).hexdigest()
    headers = headers | {"Accept-Ranges": "bytes", "ETag": f'"{mark}"', "Last-Modified": http_date(changed_at)}
    asked = asked_part(request, headers["ETag"], changed_at)
    if asked is None or not (part := part_within(size, *asked)):
        response = FileResponse(file, headers=headers, **options)
    elif part[0] >= part[1]:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        start, end = part
        headers |= {"Content-Length": str(end - start), "Content-Range": f"bytes {start}-{end - 1}/{size}"}
        options.setdefault("filename", stored.name.rpartition("/")[2])
        response = FileResponse(Part(file, start, end), status=206, headers=headers, **options)
    unchanged = get_conditional_response(request, headers["ETag"], changed_at, HttpResponse(headers=headers))
    if unchanged is not None and unchanged.status_code != 200:
        response.close()
        return unchanged
    return response


def asked_part(request: HttpRequest, etag: str, changed_at: int) -> tuple[str, str] | None:
    """The first and the last byte as the request names them, unless it has a part of another version of the file."""
    match = RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if match is None or request.method != "GET" or not any(match.groups()):
        return None
    condition = request.headers.get("If-Range", etag)
    return (match[1], match[2]) if condition == etag or parse_http_date_safe(condition) == changed_at else None


def part_within(size: int, first: str, last: str) -> tuple[int, int] | None:
    """Where a part starts and ends in a file of `size` bytes (start >= end: nowhere); None for nonsense."""
    if not first:  # the last so many bytes
        return max(0, size - int(last)), size
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, size) if last else size
