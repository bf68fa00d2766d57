"""The project becomes a program for Windows that needs no Python: an installer and a ZIP."""

from __future__ import annotations

from pathlib import Path

NAME = "Clinic plans"
"""The folder, the program in it, and both entries: what a clinic sees."""

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


class Refused(Exception):
    """What this tool will not go on with; `str(refused)` says what to do."""
