"""The program, its templates and a clinic become a digest of what its handouts depend on."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from importlib.resources.abc import Traversable

from clinicplan import __version__
from clinicplan.catalogue.values import Catalogue
from clinicplan.handout.brand import Brand

NOT_PRINTED = ("brand.", "changes.typed.", "commands.", "desk.", "mail.")
"""Phrases that no handout has: a button's name makes no patient's handout another one."""


def digest_of(
    templates: Traversable, brand: Brand, catalogue: Catalogue, *values: object
) -> str:
    """A digest of the program's version, the templates that are drawn from, and the clinic."""
    phrases = {key: text for key, text in catalogue.phrases.items()
               if not key.startswith(NOT_PRINTED)}  # fmt: skip
    digest = hashlib.sha256(__version__.encode())
    for folder in ("illustrations", "faces", "brands"):
        for file in _files(templates / folder):
            digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    digest.update(repr((brand.colour, brand.face, brand.logo and brand.logo.name)).encode())
    for value in (replace(catalogue, phrases=phrases), *values):
        digest.update(repr(value).encode())
    return digest.hexdigest()


def _files(folder: Traversable) -> list[Traversable]:
    """All files below a folder, in an order that is the same everywhere."""
    found: list[Traversable] = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        found += _files(item) if item.is_dir() else [item]
    return found
