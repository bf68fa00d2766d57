"""`clinicplan open`: one desk for a user, a second start, what is printed, how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner

from clinicplan.cli import desk
from tests.desk.windows import SAMPLE

ROOT = Path(__file__).parents[2]
ADDRESS = r"The desk is at (http://127\.0\.0\.1:(\d+)/enter\?key=[\w-]{43})\n"


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "CLINICPLAN_DATA": str(home), "PYTHONPATH": str(ROOT)}


def start(home: Path, *words: object) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "clinicplan", "open", "--no-browser", *map(str, words)]
    return subprocess.Popen(
        command, env=environment(home), cwd=home, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@contextmanager
def started(
    home: Path, *words: object, rest: list[str] | None = None
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A desk that runs: the line that it printed, and its process; `rest` gets what follows."""
    process = start(home, *words)
    assert process.stdout
    try:
        yield process.stdout.readline(), process
    finally:
        process.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        said = process.communicate(timeout=60)
        if rest is not None:
            rest += said


def front(line: str) -> tuple[int, str]:
    """What the printed address answers."""
    match = re.fullmatch(ADDRESS, line)
    assert match, line
    with closing(HTTPConnection("127.0.0.1", int(match[2]), timeout=30)) as link:
        link.request("GET", match[1].partition(match[2])[2])
        answer = link.getresponse()
        return answer.status, str(answer.getheader("location"))


def test_one_line_and_a_second_start_opens_the_same(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    left = tmp_path / "desk" / "running.json"  # by a desk that was killed
    left.write_text('{"port": 9, "bell": "x"}')
    rest: list[str] = []
    with started(tmp_path, SAMPLE, rest=rest) as (line, _):
        assert front(line) == (303, "/")
        if os.name == "posix":
            assert left.stat().st_mode & 0o077 == 0
        again, errors = start(tmp_path).communicate(timeout=60)
        assert errors == ""
        assert re.findall(r":(\d+)/", again) == re.findall(r":(\d+)/", line)
        assert front(again) == (303, "/")
    assert rest in (["", "Stopped.\n"], ["", ""])  # silent where Ctrl-C is ignored from outside
    assert not left.exists()
    with started(tmp_path) as (line, _):  # the workbook of the last time
        assert front(line) == (303, "/")


def test_a_port_that_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLINICPLAN_DATA", str(tmp_path))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        words = ["open", "--no-browser", "--port", str(other.getsockname()[1])]
        found = CliRunner().invoke(desk, words, prog_name="clinicplan")
    assert (found.exit_code, found.stdout) == (2, "")
    assert "Leave --port out" in found.stderr


def test_it_ends_by_its_own_button(tmp_path: Path) -> None:
    from tests.desk.windows import running

    with running(tmp_path, workbook=None) as desk_:
        page = desk_.window().post("/close").text
        assert "The desk is closed" in page
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", desk_.port), 1).close()
            except OSError:
                break
            time.sleep(0.02)
        else:
            raise AssertionError("it still listens")


def test_without_a_console_nothing_is_written(tmp_path: Path) -> None:
    """Windows starts a window's program with no standard output at all."""
    code = (
        "import sys; sys.stdout = sys.stderr = None\n"
        "from clinicplan.desk import serve\n"
        "serve.serve = lambda desk, found, *, begun: begun()\n"
        "from clinicplan.cli import main\n"
        "sys.argv[1:] = ['open', '--no-browser']\n"
        "main()\n"
    )
    found = subprocess.run([sys.executable, "-c", code], env=environment(tmp_path), cwd=tmp_path,
                           capture_output=True, timeout=60, check=False)  # fmt: skip
    assert (found.returncode, found.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="only there does a program open files for us")
@pytest.mark.parametrize(("in_folder", "said"), [(False, "words.txt"), (True, "plans")])
def test_what_a_file_is_opened_with_prints_nothing_of_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    in_folder: bool, said: str,
) -> None:  # fmt: skip
    """Where there is no desktop, the file's own text would go where the desk writes."""
    from clinicplan.cli.open import surroundings

    sheet = tmp_path / "plans" / "words.txt"
    sheet.parent.mkdir()
    sheet.write_text("92de-3yzh")
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text('#!/bin/sh\ncat "$1"\necho "$1" | tee "$0.part"\nmv "$0.part" "$0.done"\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(opener.parent), prepend=os.pathsep)
    surroundings().show(sheet, in_folder)
    done = opener.with_suffix(".done")
    for _ in range(500):
        if done.exists():
            break
        time.sleep(0.02)
    assert Path(done.read_text().strip()).name == said
    assert capfd.readouterr() == ("", "")
