"""The bytes of a file become the parts of an .xlsx, or the kind of wrong file that it is.

Nothing is unpacked before sizes, ratios and names are known to be harmless, and no part is
ever in memory as a whole. The limits pass 12,000 plans with six exercises each (5 MB, 71 MB
unpacked, 2.4 million elements) with room to spare.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import PurePath
from typing import IO

FILE_LIMIT = 25 << 20
TOTAL_LIMIT = 120 << 20
RATIO_LIMIT = 200
RATIO_FROM = 5 << 20
MEMBER_LIMIT = 2_000
ELEMENTS_LIMIT = 4_500_000
"""Elements of all parts that are read: each costs a microsecond, and no memory."""

CHUNK = 1 << 16
"""Bytes that are unpacked, parsed and let go at a time."""

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
"""What zipfile raises over damaged archives (met in 11,000 mutations of a workbook)."""

OTHER_KINDS: Mapping[str, str] = {
    "content.xml": "file-ods",
    "word/document.xml": "file-docx",
    "ppt/presentation.xml": "file-docx",
    "xl/workbook.bin": "file-xlsb",
    "index/document.iwa": "file-numbers",
}
"""Parts by which other files of this kind are known."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 4096


class WrongFile(Exception):
    """The file is not a workbook that can be read; `code` says why (findings.toml)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Damaged(WrongFile):
    """The file says that it is a workbook, and breaks its own rules."""

    def __init__(self) -> None:
        super().__init__("file-damaged")


class Parts:
    """The parts of an .xlsx, each unpacked piece by piece when it is asked for.

    Names are compared as packages of this kind have them: whatever their case, and with / for
    the \\ that some programs write.
    """

    def __init__(self, data: bytes) -> None:
        self._zip = _archive(data)
        self._members: Mapping[str, zipfile.ZipInfo] = _harmless(self._zip.infolist())
        self._elements = 0

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names, in small letters."""
        return tuple(self._members)

    @property
    def kind(self) -> str:
        """What the archive is where it holds no .xlsx: a code of findings.toml."""
        return next((code for name, code in OTHER_KINDS.items() if name in self), "file-zip")

    def refuse_doctypes(self) -> None:
        """Damaged where any part, read or not, declares what no workbook declares."""
        for name in self._members:
            if name.endswith((".xml", ".rels")):
                with self._opened(name) as stream:
                    head = _read(stream, _HEAD)
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise Damaged

    def part(self, name: str) -> Iterator[bytes]:
        """The part's bytes, a piece at a time.

        Damaged where it is missing or broken, WrongFile where all parts so far hold too much.
        """
        with self._opened(name) as stream:
            while chunk := _read(stream, CHUNK):
                self._elements += chunk.count(b"<") - chunk.count(b"</")
                if self._elements > ELEMENTS_LIMIT:
                    raise WrongFile("file-too-large")
                yield chunk

    def _opened(self, name: str) -> IO[bytes]:
        info = self._members.get(_key(name))
        if info is None:
            raise Damaged
        try:
            return self._zip.open(info)
        except BROKEN as error:
            raise Damaged from error


def check_name(name: str) -> None:
    """Refuses Excel's lock file, which lies beside a workbook that is open."""
    if PurePath(name).name.startswith("~$"):
        raise WrongFile("file-lock")


def _read(stream: IO[bytes], most: int) -> bytes:
    try:
        return stream.read(most)
    except BROKEN as error:
        raise Damaged from error


def _archive(data: bytes) -> zipfile.ZipFile:
    if not data:
        raise WrongFile("file-empty")
    if len(data) > FILE_LIMIT:
        raise WrongFile("file-too-large")
    if data.startswith(_OLE):
        raise WrongFile("file-password" if _ENCRYPTED in data else "file-old-xls")
    if not data.startswith(b"PK"):
        raise WrongFile(_other_text(data))
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise WrongFile("file-cut-off") from error


def _other_text(data: bytes) -> str:
    start = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "file-csv"
    if start.startswith(b"<"):
        return "file-html"
    control = any(byte < 32 and byte not in b"\t\r\n" for byte in start)
    return "file-other" if control else "file-csv"


def _harmless(members: list[zipfile.ZipInfo]) -> Mapping[str, zipfile.ZipInfo]:
    by_name = {_key(info.filename): info for info in members}
    if len(by_name) != len(members) or len(members) > MEMBER_LIMIT:
        raise Damaged
    if any(info.flag_bits & 1 for info in members):
        raise WrongFile("file-password")
    if any(_unsafe(info) for info in members) or _overlapping(members):
        raise Damaged
    if any(_too_large(info) for info in members):
        raise WrongFile("file-too-large")
    if sum(info.file_size for info in members) > TOTAL_LIMIT:
        raise WrongFile("file-too-large")
    return by_name


def _unsafe(info: zipfile.ZipInfo) -> bool:
    name = info.filename.replace("\\", "/")
    packed_plainly = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return name.startswith("/") or ".." in name.split("/") or not packed_plainly


def _key(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lower()


def _too_large(info: zipfile.ZipInfo) -> bool:
    ratio = info.file_size / max(1, info.compress_size)
    return info.file_size > RATIO_FROM and ratio > RATIO_LIMIT


def _overlapping(members: list[zipfile.ZipInfo]) -> bool:
    spans = sorted((info.header_offset, info.compress_size) for info in members)
    return any(start + size > following for (start, size), (following, _) in pairwise(spans))
