"""A plan and the fingerprint of its handout become a seal that nobody else's handout carries."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from pathlib import Path

from clinicplan.errors import UnreadableFile
from clinicplan.files import open_folder, reason, write_whole
from clinicplan.plan import Plan

INFO_KEY = "/ClinicPlanSeal"
"""The key of the PDF's document information that holds the seal."""

KEY_BYTES = 32
_STATE = ".clinicplan"
_KEY_FILE = "seal.key"


class LostKey(UnreadableFile):
    """The key of an output folder's seals cannot be used."""

    remedy = "Delete it and run the same command again: every handout is then made anew."


def seal_of(plan: Plan, *, key: bytes, fingerprint: str) -> str:
    """The seal in 64 hex digits: plan ID, version, name, address and what the handout says.

    `fingerprint` is the press's, of all that the handout depends on except its issue date.
    JSON keeps the fields apart: no two different plans are written the same way.
    """
    patient = plan.patient
    sealed = [plan.id, plan.version, patient.first_name, patient.last_name, patient.email]
    text = json.dumps([*sealed, fingerprint], ensure_ascii=True)
    return hmac.new(key, text.encode("ascii"), hashlib.sha256).hexdigest()


def same_seal(one: str, other: str) -> bool:
    """True where both are the same seal; an empty one is never the same as anything."""
    return bool(one) and hmac.compare_digest(one.encode(), other.encode())


def state_folder(out: Path) -> Path:
    """The private folder inside an output folder, made if need be."""
    folder = out / _STATE
    open_folder(folder)
    return folder


def seal_key(state: Path, *, draw: Callable[[int], bytes] = secrets.token_bytes) -> bytes:
    """The key of this output folder, drawn and kept (0600) the first time.

    Whoever loses the key prints the handouts again: no old seal fits a new key. The caller
    holds the folder's lock, so two runs never draw one each.
    """
    path = state / _KEY_FILE
    if not path.exists():
        write_whole(path, draw(KEY_BYTES))
    try:
        key = path.read_bytes()
    except OSError as error:
        raise LostKey(f"{path} cannot be read: {reason(error)}.") from error
    if len(key) != KEY_BYTES:
        raise LostKey(f"{path} is damaged.")
    return key
