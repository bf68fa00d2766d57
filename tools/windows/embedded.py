"""CPython's embeddable package, once it is proved to be that, becomes the folder `python`."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from tools.windows import HERE, Refused

KNOWN = HERE / "python.toml"
NEEDED = frozenset({"python.exe", "pythonw.exe", "python3.dll", "vcruntime140.dll", "LICENSE.txt"})


def unpack(package: Path, to: Path, *, sha256: str = "") -> str:
    """Lay the package's files into the folder, and give Python's short name: `python313`.

    Refused for a file whose SHA-256 is neither known nor the one given, before anything of
    it is written: the program files are signed, but the standard library in them is not.
    """
    content = package.read_bytes()
    check(content, sha256=sha256)
    to.mkdir(parents=True)
    with ZipFile(package) as file:
        for entry in file.infolist():
            if not entry.is_dir():
                # No folder of the archive, and no way out of ours by a name of its own.
                (to / PurePosixPath(entry.filename).name).write_bytes(file.read(entry))
    return _short_name(to)


def check(content: bytes, *, sha256: str = "") -> None:
    """Raise Refused where these are not the bytes of a package that somebody vouches for."""
    found = hashlib.sha256(content).hexdigest()
    if found != sha256.lower() and (sha256 or found not in known()):
        raise Refused(
            f"The embeddable Python has the SHA-256 {found}, which is not one of "
            f"{', '.join((sha256,) if sha256 else known())}. Compare it with the one on the "
            "release's page at python.org, and give that with --sha256."
        )


def known() -> dict[str, str]:
    """The packages that this tool knows: SHA-256 to file name."""
    told = tomllib.loads(KNOWN.read_text("utf-8"))["packages"]
    return {str(sha256): str(name) for name, sha256 in told.items()}


def _short_name(folder: Path) -> str:
    found = [path.stem for path in folder.glob("python3?*.zip")]
    names = {path.name for path in folder.iterdir()}
    if len(found) != 1 or not names >= NEEDED | {f"{found[0]}.dll"}:
        raise Refused("This is not Python's embeddable package for 64-bit Windows.")
    return found[0]
