"""A cell with an address of the web becomes the address, or the code of what is wrong with it."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from marshmallow import ValidationError
from marshmallow.validate import URL

from clinicplan.workbook.sheets.cells.texts import EMPTY, TextCell, is_one_of
from clinicplan.workbook.sheets.faults import refused
from clinicplan.workbook.xlsx.grid import Value

LONGEST_LINK = 100
"""Characters: a code of 20 mm has then squares of 0.44 mm at the least, and a line can be typed."""

_IS_URL = URL(schemes={"https"})
_PRINTED = re.compile(r"[!-~]+")
_SITE = re.compile(r"(?:http://)?(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)


class Link(TextCell):
    """The address of a page that anybody may open; it is never repaired."""

    def read(self, value: Value) -> str:
        """The address, "" where there is to be none."""
        text = self.text(value)
        if is_one_of(text, EMPTY):
            return ""
        if code := link_fault(text):
            raise refused(code, value=text, length=len(text), most=LONGEST_LINK)
        return text


def link_fault(text: str) -> str:
    """The finding's code, "" for an https address of a site by its name.

    Only ASCII: letters that look like others hide in addresses. A name and password before the
    site, a port, a bare number in place of its name, and odd signs are refused: no film has them.
    """
    if _SITE.fullmatch(text):
        return "link-insecure"
    if not _is_plain(text):
        return "link-unclear"
    return "link-too-long" if len(text) > LONGEST_LINK else ""


def _is_plain(text: str) -> bool:
    if not _PRINTED.fullmatch(text) or set(text) & set("\"'<>\\^`{|}@"):
        return False
    try:
        _IS_URL(text)
        parts = urlsplit(text)
        extra = parts.username or parts.password or parts.port
    except (ValidationError, ValueError):
        return False
    return extra is None and ":" not in parts.netloc and not _is_number(parts.hostname or "")


def _is_number(host: str) -> bool:
    """True for an address of figures, and for a name that means this computer."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return host == "localhost" or host.replace(".", "").isdigit()
    return True
