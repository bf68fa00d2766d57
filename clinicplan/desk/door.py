"""Requests from anywhere become those of this desk's own windows, and answers that stay there.

Other accounts of this computer, other pages of the same browser and other names for this
address all reach the port: each is turned away here, before any page is looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clinicplan.desk.keys import Keys, same
from clinicplan.desk.parts import parts_of
from clinicplan.tasks.batch import whereabouts

HOST = "127.0.0.1"
ENTRANCE, BELL, DROP = "/enter", "/bell", "/workbook/drop"
WITH_FILES = (DROP, "/logo", "/set-up", "/clinic")
"""Where a file may be posted."""

FORM_LIMIT = 1 << 20
FILE_LIMIT = 25 << 20
KEPT = ("/static/", "/library/")
"""What holds nothing of a patient: typeface, stylesheet, script and the library's pictures."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors {frame}"
)
_ALWAYS = (
    (b"referrer-policy", b"same-origin"),  # with no-referrer, forms would send Origin: null
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)

Fault = Callable[[str], Response]
"""The page for a fault of ours, told where it is."""


@dataclass(frozen=True, slots=True)
class Refused(Exception):
    """A request that must not come in, with the status that says so."""

    status: int


class Door:
    """The desk's pages with the guards before them: nothing reaches a page in another way."""

    def __init__(
        self,
        pages: ASGIApp,
        *,
        keys: Keys,
        port: int,
        sentences: Mapping[int, str],
        fault: Fault,
    ) -> None:
        self._pages = pages
        self._keys = keys
        self._host = f"{HOST}:{port}"
        self._cookie = f"desk-{port}"
        self._sentences = sentences
        self._fault = fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. Whatever goes wrong is told without its text."""
        if scope["type"] != "http":
            return
        outside = _guarded(send, path=scope["path"])
        try:
            self._look_at(scope)
            if scope["method"] == "POST":
                await self._take_in(scope, receive)
        except Refused as refused:
            await self._refuse(refused.status)(scope, receive, outside)
            return
        try:
            await self._pages(scope, receive, outside)
        except Exception as fault:  # noqa: BLE001  the one place where our faults are told
            if not outside.has_begun:
                await self._told(whereabouts(fault))(scope, receive, outside)

    def cookie(self) -> str:
        """The header that gives a window its cookie. Cookies know no ports: its name does."""
        return f"{self._cookie}={self._keys.session}; HttpOnly; SameSite=Strict; Path=/"

    def has_cookie(self, scope: Scope) -> bool:
        """True where the window has been let in before."""
        # Another port of this computer can plant a cookie of the same name beside ours.
        return same(self._keys.session, _cookies(scope, self._cookie))

    def _look_at(self, scope: Scope) -> None:
        """Raise Refused where the request's head alone says that it is not ours."""
        if _values(scope, b"host") != [self._host]:
            raise Refused(421)
        if scope["method"] not in ("GET", "HEAD", "POST"):
            raise Refused(405)
        if any(site not in ("same-origin", "none") for site in _values(scope, b"sec-fetch-site")):
            raise Refused(403)
        if scope["path"] == BELL:
            if scope["method"] != "POST" or not same(self._keys.bell, _values(scope, b"x-bell")):
                raise Refused(403)
        elif scope["path"] != ENTRANCE and not self.has_cookie(scope):
            raise Refused(403)

    async def _take_in(self, scope: Scope, receive: Receive) -> None:
        """Read what is posted into the scope, and see that one of our own forms sent it."""
        is_bell = scope["path"] == BELL
        if not is_bell:
            ours = _values(scope, b"origin") == [f"http://{self._host}"]
            if not ours or _values(scope, b"sec-fetch-site") != ["same-origin"]:
                raise Refused(403)
        limit = FILE_LIMIT if scope["path"] in WITH_FILES else FORM_LIMIT
        body = await _body(scope, receive, limit=limit)
        tokens = _values(scope, b"x-token")
        scope["desk.body"], scope["desk.form"], scope["desk.files"] = body, {}, {}
        said = next(iter(_values(scope, b"content-type")), "")
        kind = said.partition(";")[0].strip().lower()
        if kind == "application/x-www-form-urlencoded":
            scope["desk.form"] = form = _form(body)
            tokens += form.get("token", ())
        elif kind == "multipart/form-data":
            parts = parts_of(body, said)
            if parts is None:
                raise Refused(400)
            scope["desk.form"], scope["desk.files"] = parts.fields, parts.files
            tokens += parts.fields.get("token", ())
        if not is_bell and not same(self._keys.token, tokens):
            raise Refused(403)

    def _told(self, where: str) -> Response:
        """The page for a fault; a bare line where that page is what fails."""
        try:
            return self._fault(where)
        except Exception:  # noqa: BLE001  nothing else could say it
            return PlainTextResponse(where, 500)

    def _refuse(self, status: int) -> Response:
        return PlainTextResponse(self._sentences[status], status)


class _guarded:  # noqa: N801  stands for the function `send`
    """Sends an answer with the headers that every answer of the desk has."""

    def __init__(self, send: Send, *, path: str) -> None:
        self._send = send
        self._path = path
        self.has_begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_begun = True
            own = [pair for pair in message.get("headers", ()) if pair[0] != b"cache-control"]
            message = {**message, "headers": [*own, *self._guards(own)]}
        await self._send(message)

    def _guards(self, own: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[bytes, bytes]]:
        kind = dict(own).get(b"content-type", b"")
        frame = "'self'" if kind == b"application/pdf" else "'none'"
        yield b"content-security-policy", _POLICY.format(frame=frame).encode()
        kept = self._path.startswith(KEPT)
        yield b"cache-control", b"private, max-age=3600" if kept else b"no-store"
        yield from _ALWAYS


def _values(scope: Scope, name: bytes) -> list[str]:
    """Every value of a header, as sent."""
    headers: Iterable[tuple[bytes, bytes]] = scope["headers"]
    return [value.decode("latin-1") for key, value in headers if key == name]


def _cookies(scope: Scope, name: str) -> Iterator[str]:
    for header in _values(scope, b"cookie"):
        for pair in header.split(";"):
            key, _, value = pair.strip().partition("=")
            if key == name:
                yield value


async def _body(scope: Scope, receive: Receive, *, limit: int) -> bytes:
    """What is posted; Refused where it is more than the limit."""
    body = bytearray()
    while True:
        message: dict[str, Any] = dict(await receive())
        if message["type"] == "http.disconnect":
            raise Refused(400)
        body += message.get("body", b"")
        if len(body) > limit:
            raise Refused(413)
        if not message.get("more_body"):
            return bytes(body)


def _form(body: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20_000)
    except ValueError as error:
        raise Refused(400) from error
