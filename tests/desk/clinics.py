"""A desk whose clinic sends its letters through a mail server on the loopback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.desk.windows import Running, Window, running, sample_in
from tests.mail.certificates import Certificates
from tests.mail.faulty_server import FaultyServer

Post = tuple[Running, Window, FaultyServer]


@contextmanager
def clinic(folder: Path, certificates: Certificates) -> Iterator[Post]:
    """A desk whose clinic has a mail server on the loopback."""
    server = FaultyServer(certificates.server(), keep=True)
    shutil.copy(certificates.authority, folder / "authority.pem")
    (folder / "clinicplan.toml").write_text(
        f'[mail]\nserver = "localhost"\nport = {server.port}\nsecurity = "tls"\npace = 600\n'
        'user = "clinic@example.org"\ncertificate = "authority.pem"\ntimeout = 5\n'
    )
    try:
        with running(folder, workbook=sample_in(folder)) as desk:
            yield desk, desk.window(), server
    finally:
        server.stop()
