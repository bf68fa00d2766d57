"""The passwords of a run become a sheet that the clinic prints and locks away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from clinicplan.catalogue.phrases import long_date, phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.mail.entry import Entry
from clinicplan.plan import Clinic

FILE = "passwords.html"
HEADS = ("plan", "version", "name", "password", "told")

_STYLE = """
body { font: 12pt Arial, Helvetica, sans-serif; margin: 15mm; color: #000 }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #000; padding: 2mm 3mm; text-align: left }
td.password { font: bold 14pt "Courier New", monospace; white-space: nowrap }
tr { break-inside: avoid }
thead { display: table-header-group }
"""


def password_sheet(
    rows: Iterable[tuple[Entry, str]], *, clinic: Clinic, catalogue: Catalogue, today: date
) -> bytes:
    """A page for the browser to print: plan, version, patient, what opens it, a line to tick.

    `rows` are letters with their patients' names.
    """

    def say(key: str, **values: str) -> str:
        return escape(phrase(catalogue, f"mail.sheet.{key}", **values))

    heads = "".join(f"<th>{say(key)}</th>" for key in HEADS)
    body = "\n".join(_row(entry, name) for entry, name in rows)
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(catalogue.language)}"><head>'
        f'<meta charset="utf-8"><title>{say("title")}</title><style>{_STYLE}</style></head>\n'
        f"<body><h1>{say('title')}</h1>\n"
        f"<p>{say('clinic', clinic=clinic.name, date=long_date(catalogue, today))}</p>\n"
        f"<p>{say('keep')}</p>\n"
        f"<table><thead><tr>{heads}</tr></thead><tbody>\n{body}\n</tbody></table></body></html>\n"
    )
    return page.encode()


def _row(entry: Entry, name: str) -> str:
    cells = f"<td>{escape(entry.plan)}</td><td>{entry.version}</td><td>{escape(name)}</td>"
    return f'<tr>{cells}<td class="password">{escape(entry.password)}</td><td></td></tr>'
