"""An .xlsx becomes one in which some parts are others; all the rest keeps the bytes it had."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from clinicplan.workbook.writing.refused import Refused

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_FULL = 0xFFFFFFFF
_DEFLATED = 8
_SIZES_FOLLOW = 8
"""The flag of a part whose sizes stand behind it."""


@dataclass(frozen=True, slots=True)
class _Member:
    """A part as the archive's list has it: its record, and where its bytes begin."""

    name: bytes
    record: bytes
    start: int


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The archive with these parts in place of its own of the same names.

    Every other part is copied as it lies there, compressed bytes and all. Raises Refused for
    an archive that is not as Excel and LibreOffice write it, and for a name that it lacks.
    """
    end, members = _listed(data)
    new = {name.replace("\\", "/").lower(): content for name, content in parts.items()}
    written = bytearray()
    records = []
    for member, stop in _spans(members, data, end):
        own = new.pop(_key(member.name), None)
        start = len(written)
        local = data[member.start : stop]
        record = member.record
        if own is not None:
            local, record = _packed(member, own)
        written += local
        records.append(record[:42] + struct.pack("<L", start) + record[46:])
    if new:
        raise _odd()
    return bytes(written) + _tail(data[end:], records, start=len(written))


def _listed(data: bytes) -> tuple[int, list[_Member]]:
    """Where the archive's last record stands, and its parts in the order of its list."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or len(data) < end + _END.size:
        raise _odd()
    _, disk, first, here, count, size, start, comment = _END.unpack_from(data, end)
    is_plain = (disk, first, here) == (0, 0, count) and _FULL not in (size, start)
    if not is_plain or start + size != end or end + _END.size + comment != len(data):
        raise _odd()
    members, at = [], start
    for _ in range(count):
        member = _member(data, at)
        members.append(member)
        at += len(member.record)
    if at != end:
        raise _odd()
    return start, members


def _member(data: bytes, at: int) -> _Member:
    if data[at : at + 4] != b"PK\x01\x02":
        raise _odd()
    fields = _CENTRAL.unpack_from(data, at)
    name, extra, comment = fields[10:13]
    start = fields[16]
    record = data[at : at + _CENTRAL.size + name + extra + comment]
    if _FULL in (*fields[8:10], start) or data[start : start + 4] != b"PK\x03\x04":
        raise _odd()
    return _Member(record[_CENTRAL.size : _CENTRAL.size + name], record, start)


def _spans(members: list[_Member], data: bytes, end: int) -> Iterator[tuple[_Member, int]]:
    """Each part with where its bytes end, in the order in which they lie there."""
    lying = sorted(members, key=lambda member: member.start)
    if not lying or lying[0].start != 0 or lying != members:
        raise _odd()
    stops = [after.start for _, after in pairwise(lying)]
    yield from zip(lying, [*stops, end], strict=True)


def _packed(member: _Member, content: bytes) -> tuple[bytes, bytes]:
    """The part with other content: what lies in the archive, and its record in the list."""
    fields = list(_CENTRAL.unpack_from(member.record))
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(content) + deflate.flush()
    fields[3] &= ~_SIZES_FOLLOW
    fields[4] = _DEFLATED
    fields[7:10] = zlib.crc32(content), len(packed), len(content)
    fields[2] = max(fields[2], 20)
    fields[11] = 0  # what an extra says may be of the old content
    name, comment = len(member.name), fields[12]
    local = _LOCAL.pack(b"PK\x03\x04", *fields[2:10], name, 0)
    end = member.record[len(member.record) - comment :] if comment else b""
    return local + member.name + packed, _CENTRAL.pack(*fields) + member.name + end


def _tail(old: bytes, records: list[bytes], *, start: int) -> bytes:
    """The archive's list and its last record."""
    listed = b"".join(records)
    end = old[old.rfind(b"PK\x05\x06") :]
    return listed + end[:12] + struct.pack("<2L", len(listed), start) + end[20:]


def _key(name: bytes) -> str:
    return name.decode("utf-8", "replace").replace("\\", "/").lower()


def _odd() -> Refused:
    return Refused("The workbook's file is put together in a way that is not understood.")
