"""Whether this user lets the desk write into workbooks, kept where the program keeps its own."""

from __future__ import annotations

import json
from pathlib import Path

from clinicplan.files import open_folder, write_whole

NAME = "writing.json"


def may_write(own: Path) -> bool:
    """What was chosen last; True where nobody has chosen, False where it cannot be known.

    It is of this user, and not of a workbook: a workbook that is moved or copied keeps its guard.
    """
    try:
        return bool(json.loads((own / NAME).read_bytes())["writes"] is True)
    except FileNotFoundError:
        return True
    except (OSError, ValueError, KeyError, TypeError):
        return False


def let_write(own: Path, *, allowed: bool) -> None:
    """Keep the choice. Raises UnwritableFile."""
    open_folder(own)
    write_whole(own / NAME, json.dumps({"writes": allowed}).encode())
