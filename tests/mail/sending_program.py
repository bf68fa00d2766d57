"""A program that queues and sends the parcels of a file, so that tests can kill it anywhere.

Arguments: the pickled Job, and the run's name.
"""

from __future__ import annotations

import pickle
import ssl
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from clinicplan.errors import UnsentMail
from clinicplan.files import BusyFolder, sole_use
from clinicplan.mail.deliver import Run, deliver
from clinicplan.mail.folder import Drafts
from clinicplan.mail.parcel import Office, Parcel, enqueue
from clinicplan.mail.record import open_record
from clinicplan.mail.settings import Security
from clinicplan.mail.smtp import Route, Smtp
from clinicplan.mail.transport import Transport


@dataclass(frozen=True)
class Job:
    """What to send, and where to: a folder of drafts, or a server on the loopback."""

    parcels: tuple[Parcel, ...]
    office: Office
    out: Path
    authority: Path
    port: int
    drafts: Path | None = None
    locked: bool = True
    home: Path | None = None


def transport_of(job: Job) -> Transport:
    if job.drafts:
        return Drafts(job.drafts)
    trust = ssl.create_default_context(cafile=job.authority)
    return Smtp(Route("localhost", job.port, Security.TLS, trust, 10, look=0.002))


def send(job: Job, *, name: str) -> None:
    """Queue and send what is not sent yet, as the command does."""
    state, home = job.out / ".clinicplan", job.home or job.out.parent / "home"
    with open_record(state, home, now=lambda: job.office.now) as record:
        outbox = record.outbox
        if record.trouble():
            raise SystemExit(f"the record is in trouble: {record.trouble()}")
        if job.locked:
            outbox.doubt()
        letters = [
            enqueue(parcel, job.office, outbox=outbox, password="") for parcel in job.parcels
        ]
        run = Run(
            name, outbox, record, transport_of(job), same_workbook=lambda: True, pace=lambda: None,
            pause=lambda seconds: None,
        )
        with suppress(UnsentMail):
            for _ in deliver(letters, run):
                pass
        outbox.sweep()


def main(path: str, name: str) -> int:
    job: Job = pickle.loads(Path(path).read_bytes())
    if not job.locked:
        send(job, name=name)
        return 0
    try:
        with sole_use(job.out):
            send(job, name=name)
    except BusyFolder:
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
