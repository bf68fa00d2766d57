"""A desk, a mail server of the clinic's own on the loopback, and a key store in memory."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from clinicplan.mail import setup
from clinicplan.mail.settings import Security
from tests.desk.windows import Running, running, sample_in
from tests.mail.certificates import Certificates
from tests.mail.faulty_server import FaultyServer

Store = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Post:
    """What a set-up of e-mail talks to."""

    desk: Running
    server: FaultyServer
    store: Store
    folder: Path


@contextmanager
def post_in(
    folder: Path, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Post]:
    """All of it; the server is found at its own port, and nowhere else."""
    import keyring

    store: Store = {}
    monkeypatch.setattr(keyring, "set_password", lambda s, u, p: store.update({(s, u): p}))
    monkeypatch.setattr(keyring, "get_password", lambda s, u: store.get((s, u)))
    server = FaultyServer(certificates.server(), starttls=True, keep=True)
    monkeypatch.setattr(setup, "WAYS", ((1, Security.TLS), (server.port, Security.STARTTLS)))
    shutil.copy(certificates.authority, folder / "ca.pem")
    (folder / "clinicplan.toml").write_text('[mail]\ncertificate = "ca.pem"\n')
    try:
        with running(folder, workbook=sample_in(folder)) as desk:
            yield Post(desk, server, store, folder)
    finally:
        server.stop()
