"""The program for Windows, used under Wine as a clinic uses it: from its installer to its end.

By hand: CLINICPLAN_WINDOWS=dist/windows python -m pytest -m wine tests/tools. The tests stand in
the order of a computer's life, and each goes on where the one before it stopped.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.tools.wine.computer import HERE, Browser, Computer, computer, missing, port_in, wait_for
from tools.windows import NAME, ROOT
from tools.windows.icon import write_icon
from tools.windows.installer import make_installer

pytestmark = pytest.mark.wine

MADE = Path(os.environ.get("CLINICPLAN_WINDOWS") or ROOT / "dist" / "windows")
CLINIC = "Klinik Übung 1"
WORKBOOK = "Übung.xlsx"
RUNS = 3  # the exit code of an installer that finds the program open
A_MOMENT = 10.0  # seconds in which an uninstaller has done its work


@pytest.fixture(scope="module")
def setup() -> Path:
    """The installer; without it, or without Wine, nothing here can be true."""
    assert missing() == [], f"apt install {' '.join(missing())}"
    found = sorted(MADE.glob("clinic-plans-*-setup.exe"))
    assert found, f"no installer in {MADE}: python -m tools.windows --embed FILE"
    return found[-1]


@pytest.fixture(scope="module")
def archive() -> Path:
    found = sorted(MADE.glob("clinic-plans-*-windows.zip"))
    assert found, f"no ZIP in {MADE}: python -m tools.windows --embed FILE"
    return found[-1]


@pytest.fixture(scope="module")
def windows(setup: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Computer]:
    with computer(tmp_path_factory.mktemp("windows")) as found:
        yield found


@pytest.fixture(scope="module")
def program(windows: Computer, setup: Path) -> Path:
    """The folder that a silent installation makes."""
    assert windows.run(setup, "/S") == (0, "")
    folder = windows.local / "Programs" / NAME
    wait_for(lambda: (folder / "Uninstall.exe").exists(), "the installation")
    (folder / "python" / "_wmi.pyd").unlink()  # hangs in Wine 8: propsys.VariantToString is missing
    return folder


@pytest.fixture(scope="module")
def clinic(windows: Computer) -> Path:
    folder = windows.home / CLINIC
    folder.mkdir()
    return folder


def prompt(program: Path, windows: Computer, clinic: Path, *words: str) -> tuple[int, str]:
    """What a command says at a prompt in the clinic's folder."""
    entrance = "Z:" + str(program / "clinicplan.cmd").replace("/", "\\")
    return windows.run("cmd", "/c", entrance, *words, folder=clinic)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def entries(windows: Computer) -> list[Path]:
    menu = "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
    places = (windows.user / menu, windows.user / "Desktop")
    return [place / f"{NAME}.lnk" for place in places if (place / f"{NAME}.lnk").exists()]


def close(browser: Browser, windows: Computer) -> None:
    """Close the desk by its own button, and see it end."""
    page = browser.ask("GET", "/workbook").text
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token, page[:500]
    assert browser.ask("POST", "/close", f"token={token[1]}").status == 200
    wait_for(lambda: not (windows.desk / "running.json").exists(), "the end of the desk")
    wait_for(lambda: "ends with 0" in log(windows).splitlines()[-1], "the last line of the log")


def log(windows: Computer) -> str:
    return (windows.desk / "log.txt").read_text("utf-8")


def next_window(windows: Computer, before: int) -> Browser:
    """The window that the browser is told to open after so many others."""
    wait_for(lambda: len(windows.opened) > before, "the browser to be called")
    return Browser(windows.opened[before])


def test_the_programs_file_is_pythons_own_and_signed(archive: Path, tmp_path: Path) -> None:
    with ZipFile(archive) as file:
        file.extract(f"{NAME}/{NAME}.exe", tmp_path)
    program = str(tmp_path / NAME / f"{NAME}.exe")
    told = subprocess.run(
        ["osslsigncode", "verify", "-in", program], capture_output=True, text=True, check=False
    ).stdout
    assert "Python Software Foundation" in told
    digests = re.findall(r"message digest *: ([0-9A-F]+)", told)
    assert digests
    assert len(set(digests)) == 1, "the file is not what was signed"


@pytest.mark.usefixtures("setup")
def test_the_same_folder_is_the_same_installer(tmp_path: Path) -> None:
    made: list[bytes] = []
    for name in ("one", "other"):
        folder = tmp_path / name / NAME
        (folder / "app").mkdir(parents=True)
        write_icon(folder / "clinic-plans.ico")
        for number, file in enumerate(("README.txt", "app/a.py", "app/b.py")):
            (folder / file).write_text(file)
            os.utime(folder / file, (number, len(made) * 1_000_000))
        to = tmp_path / f"{name}.exe"
        make_installer(folder, to, version="1.2.3")
        made.append(to.read_bytes())
    assert made[0] == made[1]


def test_nothing_in_it_tells_where_it_was_made(archive: Path) -> None:
    with ZipFile(archive) as file:
        told = [name for name in file.namelist() if str(ROOT).encode() in file.read(name)]
        assert told == []
        assert max(len(name) for name in file.namelist()) < 110


def test_it_installs_silently_with_two_entries(program: Path, windows: Computer) -> None:
    assert len(entries(windows)) == 2
    assert (program / "licences" / "LIST.txt").exists()


def test_the_libraries_of_windows_are_there(program: Path, windows: Computer) -> None:
    code = (
        "import ssl, zoneinfo, keyring, msal, svglib.svglib, resvg_py, pikepdf, uharfbuzz; "
        "zoneinfo.ZoneInfo('Europe/Berlin'); keyring.set_password('clinicplan-test', 'u', 's'); "
        "assert keyring.get_password('clinicplan-test', 'u') == 's'; "
        "keyring.delete_password('clinicplan-test', 'u'); print(type(keyring.get_keyring()))"
    )
    done, told = windows.run(program / "python" / "python.exe", "-B", "-c", code)
    assert done == 0, told
    assert "WinVaultKeyring" in told


@pytest.mark.parametrize(
    ("words", "made"),
    [
        (("new", "--sample", WORKBOOK), WORKBOOK),
        (("check", WORKBOOK), WORKBOOK),
        (("build", WORKBOOK, "--out", "Pläne", "--workers", "2"), "Pläne/HS-0417.pdf"),
        (("preview", WORKBOOK, "HS-0417", "--out", "Vorschau"), "Vorschau"),
        (("send", WORKBOOK, "--out", "Pläne"), "Pläne"),
    ],
)
def test_the_commands_work_in_a_folder_with_spaces_and_umlauts(
    words: tuple[str, ...], made: str, program: Path, windows: Computer, clinic: Path
) -> None:
    code, told = prompt(program, windows, clinic, *words)
    assert code == 0, told
    assert (clinic / made).exists()


def test_a_workbook_that_another_program_locks_is_said(
    program: Path, windows: Computer, clinic: Path
) -> None:
    python, held = str(program / "python" / "python.exe"), str(clinic / WORKBOOK)
    holder = subprocess.Popen(
        ["wine", python, "-B", str(HERE / "hold.py"), "Z:" + held.replace("/", "\\"), "0"],
        env=windows.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert holder.stdout
    assert holder.stdout.readline().strip() == b"held"
    try:
        code, told = prompt(program, windows, clinic, "check", WORKBOOK)
    finally:
        holder.communicate(timeout=60)
    assert code == 3, told
    assert "Traceback" not in told


def test_a_double_click_opens_the_desk_and_a_second_one_another_window(
    program: Path, windows: Computer, setup: Path
) -> None:
    menu, desktop = entries(windows)
    windows.double_click(menu)
    first = next_window(windows, 0)
    assert first.first.status == 303
    page = first.ask("GET", "/workbook")
    assert page.status == 200
    assert "<html" in page.text
    port = port_in(windows.desk / "running.json")
    windows.double_click(desktop)
    second = next_window(windows, 1)
    assert second.host == first.host == f"127.0.0.1:{port}"
    assert second.ask("GET", "/workbook").status == 200
    before = contents(program)
    assert windows.run(setup, "/S")[0] == RUNS, "an installation while the program runs"
    windows.run(program / "Uninstall.exe", "/S")  # it copies itself and goes on alone
    time.sleep(A_MOMENT)
    assert contents(program) == before
    close(second, windows)


def test_a_workbook_dropped_on_the_program_is_opened(
    program: Path, windows: Computer, clinic: Path
) -> None:
    before = len(windows.opened)
    dropped = "Z:" + str(clinic / WORKBOOK).replace("/", "\\")
    windows.double_click(program / f"{NAME}.exe", dropped)
    browser = next_window(windows, before)
    assert browser.first.status == 303
    page = browser.ask("GET", "/plans")
    assert page.status == 200
    assert "HS-0417" in page.text
    assert browser.ask("GET", "/plan/HS-0417/handout.pdf").text.startswith("%PDF")
    close(browser, windows)


def test_the_log_says_when_and_never_who(windows: Computer, clinic: Path) -> None:
    lines = log(windows).splitlines()
    assert len(lines) >= 4
    for line in lines:
        assert re.fullmatch(r"\S+ \S+  (clinicplan [\d.]+ starts|it ends with 0)", line), line


def test_the_zip_works_where_it_is_extracted(
    archive: Path, windows: Computer, clinic: Path
) -> None:
    folder = windows.home / "Müllers Programme"
    with ZipFile(archive) as file:
        file.extractall(folder)
    extracted = folder / NAME
    (extracted / "python" / "_wmi.pyd").unlink()
    before, opened = contents(extracted), len(windows.opened)
    code, told = prompt(extracted, windows, clinic, "check", WORKBOOK)
    assert code == 0, told
    windows.double_click(extracted / f"{NAME}.exe")
    close(next_window(windows, opened), windows)
    assert contents(extracted) == before, "something was written into the program's folder"
    shutil.rmtree(folder)


def test_a_newer_one_goes_over_an_older(program: Path, windows: Computer, setup: Path) -> None:
    (program / "app" / "of_an_older_version.py").write_text("")
    assert windows.run(setup, "/S")[0] == 0
    assert not (program / "app" / "of_an_older_version.py").exists()
    assert (program / f"{NAME}.exe").exists()


def test_nothing_else_was_written_into_the_programs_folder(program: Path, archive: Path) -> None:
    with ZipFile(archive) as file:
        ours = {name.removeprefix(f"{NAME}/") for name in file.namelist()} | {"Uninstall.exe"}
    assert contents(program).keys() - ours == set()
    assert ours - contents(program).keys() <= {"python/_wmi.pyd"}


def test_uninstalling_leaves_what_is_the_clinics(
    program: Path, windows: Computer, clinic: Path
) -> None:
    (program / "left here by mistake.xlsx").write_bytes(b"patients")
    kept = contents(clinic)
    assert windows.run(program / "Uninstall.exe", "/S")[0] == 0
    wait_for(lambda: not (program / "Uninstall.exe").exists(), "the uninstallation")
    assert contents(program) == {"left here by mistake.xlsx": b"patients"}
    assert entries(windows) == []
    assert contents(clinic) == kept
    assert windows.desk.exists()
    key = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall"
    assert NAME not in windows.run("reg", "query", key)[1]
