"""Handing out a private file to somebody whom the caller has found entitled."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from iom_wagtail.conf import get_settings
from iom_wagtail.files.kinds import Kind
from iom_wagtail.files.previews import PREVIEW_KIND
from iom_wagtail.files.storage import PrivateFileStorage

if TYPE_CHECKING:
    from django.core.files.storage import Storage
    from django.db.models.fields.files import FieldFile

    from iom_wagtail.files.models import PrivateFile

logger = logging.getLogger(__name__)

CHUNK = 64 * 1024

#: Nothing in a file may load, run or be framed. A sandbox would keep Chrome from showing a PDF.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
POLICY_SANDBOX = f"{POLICY}; sandbox"


def serve(request: HttpRequest, stored: PrivateFile) -> HttpResponseBase:
    """Answer GET and HEAD with a private file: whole, in part (one range), or by the web server.

    The caller has asked who may see it. Raises ``Http404`` when the file is gone from the disk.
    """
    response = _answer(request, stored.file, etag=f'"{stored.sha256}"')
    return _with_headers(response, stored.kind_of_file, stored.file_name)


def serve_preview(request: HttpRequest, stored: PrivateFile) -> HttpResponseBase:
    """Answer with the small copy of a picture; everything else is as with ``serve``.

    Raises ``Http404`` for a file that has no copy.
    """
    if not stored.preview:
        raise Http404
    response = _answer(request, stored.preview, etag=f'"{stored.sha256}-small"')
    name = f"{stored.file_name.rpartition('.')[0]}.{PREVIEW_KIND.extension}"
    return _with_headers(response, PREVIEW_KIND, name)


def serve_made(
    request: HttpRequest, file: FieldFile, name: str, media_type: str
) -> HttpResponseBase:
    """Answer with a private file that the site itself has made; always as a download.

    The caller has asked who may see it. Raises ``Http404`` when the file is gone from the disk.
    """
    response = _answer(request, file, etag=f'"{file.name.rpartition("/")[2]}"')
    made = Kind("made", name, (name.rpartition(".")[2],), media_type)
    return _with_headers(response, made, name)


def _answer(request: HttpRequest, file: FieldFile, *, etag: str) -> HttpResponseBase:
    storage, name = file.storage, file.name
    accel = get_settings().accel_redirect
    if accel and isinstance(storage, PrivateFileStorage):
        response = HttpResponse()
        response["X-Accel-Redirect"] = f"{accel.rstrip('/')}/{quote(name)}"
        return response
    return _streamed(request, storage, name, etag=etag)


def disposition(name: str, *, inline: bool) -> str:
    """Return the value of ``Content-Disposition``: a plain name, and the real one (RFC 5987).

    Whatever stands in the name, the header keeps to one line and two parameters.
    """
    stem, point, extension = name.rpartition(".")
    plain = re.sub(r"[^A-Za-z0-9_.-]+", "_", stem if point else name).strip("_.") or "file"
    plain += f".{re.sub(r'[^A-Za-z0-9]+', '', extension)}" if point else ""
    real = quote(name.encode("utf-8", errors="replace"), safe="")
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{real}"


def _with_headers(response: HttpResponseBase, kind: Kind, name: str) -> HttpResponseBase:
    response["Content-Type"] = kind.media_type
    response["Content-Disposition"] = disposition(name, inline=kind.inline)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY if kind.code == "pdf" else POLICY_SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _streamed(request: HttpRequest, storage: Storage, name: str, *, etag: str) -> HttpResponseBase:
    try:
        size = storage.size(name)
        file = storage.open(name, "rb")
    except (FileNotFoundError, NotADirectoryError) as error:
        logger.error("A private file is missing: %s", name)
        raise Http404 from error
    response = _part(request, file, size, etag)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    return response


def _part(request: HttpRequest, file: IO[bytes], size: int, etag: str) -> HttpResponseBase:
    """Return the whole file or the asked range of it."""
    if request.method == "HEAD":
        file.close()
        response = HttpResponse()
        response["Content-Length"] = size
        return response
    wanted = asked_range(request.headers.get("Range", ""), size)
    if wanted is None or request.headers.get("If-Range", etag) != etag:
        whole = FileResponse(file)
        whole["Content-Length"] = size
        return whole
    if not wanted:
        file.close()
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    part = StreamingHttpResponse(_read(file, wanted), status=206)
    part["Content-Length"] = len(wanted)
    part["Content-Range"] = f"bytes {wanted[0]}-{wanted[-1]}/{size}"
    return part


def asked_range(header: str, size: int) -> range | None:
    """Return the bytes that a ``Range`` header asks for.

    None without a header that we follow (another unit, several ranges, nonsense): the whole
    file is the answer then. An empty range can't be satisfied.
    """
    found = re.fullmatch(r"bytes=\s*([0-9]{0,18})\s*-\s*([0-9]{0,18})\s*", header)
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return range(max(size - int(last), 0), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1 if last else size, size))


def _read(file: IO[bytes], wanted: range) -> Iterator[bytes]:
    """Read a part of a file and close it, also when the browser goes away."""
    with file:
        file.seek(wanted[0])
        left = len(wanted)
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
