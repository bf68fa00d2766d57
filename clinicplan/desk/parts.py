"""A form with a file in it becomes its fields and its files (RFC 7578, as browsers write it)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST = 1_000
"""Parts of a form: more is not one of ours."""

_BOUNDARY = re.compile(r';\s*boundary="?([0-9A-Za-z\'()+_,./:=?-]{1,70})"?\s*(?:;|\Z)')
_NAME = re.compile(r';\s*name="([^"]*)"')
_FILE = re.compile(r';\s*filename="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Parts:
    """The fields of a form by name, and its files by name: what each is called, its bytes."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


def parts_of(body: bytes, kind: str) -> Parts | None:
    """The parts of a form of this content type, None where it is not written as it should be."""
    found = _BOUNDARY.search(kind)
    if found is None:
        return None
    parts = Parts()
    try:
        for head, content in _split(body, b"--" + found[1].encode()):
            named = _NAME.search(head)
            if named is None:
                return None
            if file := _FILE.search(head):
                parts.files[named[1]] = file[1], content
            else:
                parts.fields.setdefault(named[1], []).append(content.decode())
    except ValueError:
        return None
    return parts


def _split(body: bytes, mark: bytes) -> Iterator[tuple[str, bytes]]:
    """Each part's head and content; ValueError where the form does not end as it should."""
    first, *rest = (b"\r\n" + body).split(b"\r\n" + mark, MOST)
    if first or not rest or rest[-1].rstrip(b"\r\n") != b"--":
        raise ValueError(mark)
    for part in rest[:-1]:
        head, blank, content = part.partition(b"\r\n\r\n")
        if not blank:
            raise ValueError(mark)
        yield head.decode(), content
