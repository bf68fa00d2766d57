"""A library that is not installed becomes a sentence that says how to install it."""

from __future__ import annotations

from clinicplan.errors import UnsentMail


class MissingPackage(UnsentMail):
    """A library that only the sending of letters needs, and that is not there."""

    remedy = (
        "In the program's folder, run: python start.py "
        '(or in an environment of your own: pip install ".[mail,microsoft]")'
    )
