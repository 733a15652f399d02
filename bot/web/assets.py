"""The page and its files, read once and served with headers that let nothing else in."""

import gzip
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from domain.frozen import frozen

HERE = Path(__file__).parent
PAGE = "page.html"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@frozen
class Asset:
    """A file of the page: as it is and compressed (half the volunteers are on a weak signal)."""

    type: str
    data: bytes
    packed: bytes
    tag: str


def load() -> dict[str, Asset]:
    """Every file of the page by its name."""
    assets = {}
    for path in sorted(HERE.iterdir()):
        if path.suffix in TYPES:
            data = path.read_bytes()
            tag = f'W/"{sha256(data).hexdigest()[:20]}"'  # weak: one tag for both encodings
            assets[path.name] = Asset(TYPES[path.suffix], data, gzip.compress(data, mtime=0), tag)
    return assets


def answer(asset: Asset, request: Request) -> Response:
    """The file, or 304 where the browser has it. Asked for anew each time, so that an update is seen at once."""
    headers = {**HEADERS, "Cache-Control": "no-cache", "ETag": asset.tag, "Vary": "Accept-Encoding"}
    known = request.headers.get("if-none-match", "")
    if asset.tag in {tag.strip() for tag in known.split(",")}:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=asset.type)
    return Response(asset.data, headers=headers, media_type=asset.type)
