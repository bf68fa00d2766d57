"""The seal: it changes with everything that it stands for, and its key is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clinicplan.plan import Patient, Plan, Practitioner
from clinicplan.seal import KEY_BYTES, LostKey, same_seal, seal_key, seal_of, state_folder

KEY = bytes(range(KEY_BYTES))
SAM = Patient("Sam", "Sample", email="sam@example.org")
PLAN = Plan("P001", SAM, Practitioner("AB", "Tess Testwell"), date(2026, 1, 5), ())


@pytest.mark.parametrize(
    "other",
    [
        replace(PLAN, id="P002"),
        replace(PLAN, version=2),
        replace(PLAN, patient=replace(SAM, first_name="Sim")),
        replace(PLAN, patient=replace(SAM, last_name="Simple")),
        replace(PLAN, patient=replace(SAM, email="sim@example.org")),
        replace(PLAN, patient=replace(SAM, first_name="Sam Sample", last_name="")),
        replace(PLAN, patient=replace(SAM, first_name='Sam", "Sample', last_name="x")),
    ],
)
def test_another_patient_has_another_seal(other: Plan) -> None:
    seal = seal_of(PLAN, key=KEY, fingerprint="f1")
    assert not same_seal(seal, seal_of(other, key=KEY, fingerprint="f1"))


def test_another_handout_or_key_has_another_seal() -> None:
    seal = seal_of(PLAN, key=KEY, fingerprint="f1")
    assert same_seal(seal, seal_of(PLAN, key=KEY, fingerprint="f1"))
    assert not same_seal(seal, seal_of(PLAN, key=KEY, fingerprint="f2"))
    assert not same_seal(seal, seal_of(PLAN, key=bytes(KEY_BYTES), fingerprint="f1"))


def test_no_seal_is_never_the_same() -> None:
    assert not same_seal("", "")


def test_the_key_is_drawn_once_and_private(tmp_path: Path) -> None:
    state = state_folder(tmp_path / "plans")
    first = seal_key(state)
    assert seal_key(state) == first
    assert len(first) == KEY_BYTES
    assert (state / "seal.key").stat().st_mode & 0o777 == 0o600
    assert state.stat().st_mode & 0o777 == 0o700


def test_a_cut_off_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "seal.key").write_bytes(b"short")
    with pytest.raises(LostKey, match="damaged"):
        seal_key(tmp_path)
