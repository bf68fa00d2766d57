"""A plan and the fingerprint of its handout become a seal that nobody else's handout carries."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from clinicplan.errors import UnreadableFile, UnwritableFile
from clinicplan.plan import Plan

INFO_KEY = "/ClinicPlanSeal"
"""The key of the PDF's document information that holds the seal."""

PRINTED = 8
"""So many characters of the seal are printed in the footer."""

KEY_BYTES = 32
_STATE = ".clinicplan"
_KEY_FILE = "seal.key"


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
    """The private folder inside an output folder, made if need be (0700 where that exists)."""
    folder = out / _STATE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableFile(f"The folder {folder} cannot be made.") from error
    return folder


def seal_key(state: Path, *, draw: Callable[[int], bytes] = secrets.token_bytes) -> bytes:
    """The key of this output folder, drawn and kept (0600) the first time.

    Whoever loses the key prints the handouts again: no old seal fits a new key. The caller
    holds the folder's lock, so two runs never draw one each.
    """
    path = state / _KEY_FILE
    if not path.exists():
        _keep(path, draw(KEY_BYTES))
    try:
        key = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"The file {path} cannot be read.") from error
    if len(key) != KEY_BYTES:
        raise UnreadableFile(f"The file {path} is damaged.")
    return key


def _keep(path: Path, key: bytes) -> None:
    new = path.with_suffix(".new")
    try:
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        raise UnwritableFile(f"The file {path} cannot be written.") from error
