"""An address of the web -> whether it tells whose plan it is for."""

from __future__ import annotations

import re

from clinicplan.workbook.findings.privacy import SHORTEST, name_words, words_of
from clinicplan.workbook.sheets.rows import PatientRow


def link_names_patient(link: str, row: PatientRow) -> bool:
    """True where what follows the site has the plan's ID, a surname, both names or an e-mail.

    A first name alone may be anybody's, and a site may be called after its owner.
    """
    page = link.partition("://")[2].partition("/")[2]
    if not page:
        return False
    known = set(name_words(row.first_name, row.last_name)) - set(words_of(row.first_name))
    ids = [text for text in (row.plan_id, row.email) if len(text) >= SHORTEST]
    marked = (re.search(rf"\b{re.escape(text)}\b", page, re.IGNORECASE) for text in ids)
    return bool(known.intersection(words_of(page))) or any(marked)
