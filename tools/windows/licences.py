"""The packages' licences become one folder that a person finds, with a list of all of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from tools.windows import HERE, ROOT, Refused

LIST = "LIST.txt"
TEXTS = HERE / "licences"
"""Texts that a wheel leaves out: the LGPL refers to the GPL, and the reader must have both."""

_IS_TEXT = re.compile(r"licen[cs]e|copying|notice|authors|copyright|sboms/", re.IGNORECASE)
_SOURCE = re.compile(r"source|repository|code|github", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Licensed:
    """A package, the licence that its maker names, where its source is, and its texts."""

    name: str
    version: str
    licence: str
    source: str
    texts: tuple[Path, ...]

    def __str__(self) -> str:
        return f"{self.name} {self.version}: {self.licence}. {self.source}"


def collect(app: Path, python: Path, to: Path) -> tuple[Licensed, ...]:
    """Copy every package's texts and Python's own into the folder, and write the list.

    Refused where a package says nothing of its licence: somebody must look at it first.
    """
    found = tuple(licensed(info) for info in sorted(app.glob("*.dist-info")))
    silent = [package.name for package in found if not package.licence]
    if silent:
        raise Refused(f"No licence is told of {', '.join(silent)}.")
    for package in found:
        for text in package.texts:
            _copy(text, to / f"{package.name}-{package.version}" / _flat(text))
    for text in sorted(TEXTS.iterdir()):
        _copy(text, to / text.name)
    _copy(python / "LICENSE.txt", to / "Python.txt")
    _copy(ROOT / "LICENSE", to / "Clinic plans.txt")
    lines = ["Python: PSF-2.0. Source: python.org", *map(str, found)]
    (to / LIST).write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\r\n")
    return found


def licensed(info: Path) -> Licensed:
    """What a package's metadata says."""
    told = HeaderParser().parsestr((info / "METADATA").read_text("utf-8", errors="replace"))
    texts = tuple(path for path in sorted(info.rglob("*")) if _is_text(path, info))
    return Licensed(
        name=str(told["Name"]),
        version=str(told["Version"]),
        licence=_licence(told) or ("see its text" if texts else ""),
        source=_source(told),
        texts=texts,
    )


def _licence(told: Message) -> str:
    """The licence in one line. Some makers put the whole text there: then its classifier."""
    lines = [str(told[key]).strip() for key in ("License-Expression", "License") if told[key]]
    short = [line for line in lines if line and "\n" not in line]
    classifiers = [str(each) for each in told.get_all("Classifier", ())]
    named = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License")]
    return next(iter([*short, "; ".join(named)]), "")


def _source(told: Message) -> str:
    urls = dict(_urls(told))
    at_source = [url for label, url in urls.items() if _SOURCE.search(label)]
    return next(iter([*at_source, *urls.values()]), "")


def _urls(told: Message) -> Iterator[tuple[str, str]]:
    for each in told.get_all("Project-URL", ()):
        label, _, url = str(each).partition(",")
        yield label.strip(), url.strip()
    if told["Home-page"]:
        yield "home", str(told["Home-page"]).strip()


def _is_text(path: Path, info: Path) -> bool:
    return path.is_file() and bool(_IS_TEXT.search(path.relative_to(info).as_posix()))


def _flat(text: Path) -> str:
    """The path inside the metadata as one name: Windows' paths must stay short."""
    parts = text.parts
    start = next(at for at, part in enumerate(parts) if part.endswith(".dist-info"))
    return "-".join(part for part in parts[start + 1 :] if part != "licenses")


def _copy(text: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(text, to)
