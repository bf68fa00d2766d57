"""The relations of a package become where its workbook lies, and what belongs to it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from clinicplan.workbook.xlsx.container import OTHER_KINDS, Damaged, Parts, WrongFile
from clinicplan.workbook.xlsx.markup import elements_of

USUAL_PATH = "xl/workbook.xml"
"""Where Excel puts a workbook; others put it elsewhere, and say so in the package."""

_TYPES_PART = "[Content_Types].xml"
_MAIN_TYPE = "sheet.main+xml"
_MAIN_TYPE_OF_MACROS = "sheet.macroEnabled.main+xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """A part that another names: the last word of the relation's type, and the part's path."""

    kind: str
    path: str


def workbook_of(parts: Parts) -> str:
    """The path of the workbook; WrongFile where the archive holds none.

    It is where the package's relations say, else its list of types, else where it usually is.
    """
    found = next((path for path in _candidates(parts) if path in parts), "")
    if not found:
        raise WrongFile(parts.kind)
    other = OTHER_KINDS.get(found.lower())
    if other:
        raise WrongFile(other)
    return found


def relations_of(parts: Parts, path: str) -> Mapping[str, Relation]:
    """What a part names, by the relation's ID; "" is the package itself. Damaged without any."""
    folder, name = posixpath.split(path)
    relations = {}
    for element, attributes in elements_of(parts.part(f"{folder}/_rels/{name}.rels".lstrip("/"))):
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = _resolved(folder, attributes.get("Target", ""))
            relations[attributes.get("Id", "")] = Relation(kind, target)
    return relations


def _candidates(parts: Parts) -> Iterator[str]:
    try:
        of_package: Collection[Relation] = relations_of(parts, "").values()
    except Damaged:
        of_package = ()
    yield from (relation.path for relation in of_package if relation.kind == "officeDocument")
    yield from _typed(parts)
    yield USUAL_PATH


def _typed(parts: Parts) -> list[str]:
    """The parts that the package's list of types calls a workbook; none where it is damaged."""
    try:
        types = list(elements_of(parts.part(_TYPES_PART))) if _TYPES_PART in parts else []
    except Damaged:
        return []
    return [
        _resolved("", attributes.get("PartName", ""))
        for element, attributes in types
        if element == "Override"
        and attributes.get("ContentType", "").endswith((_MAIN_TYPE, _MAIN_TYPE_OF_MACROS))
    ]


def _resolved(folder: str, target: str) -> str:
    """The path of a target: from the folder of the part that names it, or from the top."""
    path = unquote(target.replace("\\", "/"))
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
