"""What `send` and `outbox` need of this computer: clock, secrets, files; and what they report."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clinicplan.cli import show
from clinicplan.errors import UnsentMail

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from clinicplan.catalogue.values import Catalogue
    from clinicplan.findings import Finding
    from clinicplan.mail.choose import Hold
    from clinicplan.mail.deliver import Outcome, Run
    from clinicplan.mail.entry import Entry
    from clinicplan.mail.outbox import Outbox
    from clinicplan.mail.parcel import Office
    from clinicplan.mail.readback import Expected
    from clinicplan.mail.record import Record
    from clinicplan.mail.settings import Settings
    from clinicplan.mail.signin import SignIn as Proof
    from clinicplan.mail.transport import Transport
    from clinicplan.mailing import Built, Sorting
    from clinicplan.manifest import Manifest
    from clinicplan.plan import Clinic, Plan
    from clinicplan.workbook.read import Reading


HOME_VARIABLE = "CLINICPLAN_DATA"

DONE = ("sent", "saved")  # the verdicts that leave nothing to do


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC).replace(microsecond=0)


def say(words: Catalogue, key: str, **values: str | int) -> str:
    """A phrase of the mail room."""
    from clinicplan.catalogue.phrases import phrase

    return phrase(words, f"mail.{key}", **values)


def settings_for(file: Path) -> Settings:
    """The settings beside the workbook, else those in the user's own folder."""
    from platformdirs import user_config_path

    from clinicplan.mail.settings import NAME, read_settings

    return read_settings((file.parent / NAME, user_config_path("clinicplan") / NAME))


def office_for(
    clinic: Clinic, settings: Settings, words: Catalogue, templates: Traversable
) -> Office:
    """What all letters have in common."""
    from clinicplan.mail.letter import Sender, checked_sender
    from clinicplan.mail.parcel import Office
    from clinicplan.mail.words import read_frame

    name = clinic.sender_name or clinic.name
    sender = checked_sender(Sender(settings.address or clinic.email, name, clinic.reply_to))
    return Office(clinic, sender, words, read_frame(templates), now(), settings.calendar)


def home() -> Path:
    """The user's own data folder, where the ledger of all letters lies."""
    from platformdirs import user_data_path

    named = os.environ.get(HOME_VARIABLE)
    return Path(named) if named else user_data_path("clinicplan")


def check_record(record: Record, out: Path, words: Catalogue) -> None:
    """Raise DoubtfulRecord where the folder and this computer disagree; say where none knows."""
    from clinicplan.mail.record import DoubtfulRecord

    code = record.trouble()
    if code:
        error = DoubtfulRecord(say(words, f"trouble.{code}"))
        error.remedy = say(words, f"trouble_help.{code}", out=quoted(out))
        raise error
    if record.knows_nothing():
        show.warn(say(words, "send.knows_nothing"))


def trouble(code: str, out: Path, words: Catalogue) -> str:
    """Why nothing may be sent from this folder, and what to do."""
    help_ = say(words, f"trouble_help.{code}", out=quoted(out))
    return f"{say(words, f'trouble.{code}')}\n{help_}"


def own_plan(reading: Reading, manifest: Manifest) -> Callable[[Entry], Plan | None]:
    """What finds the plan that a letter of the outbox was written for, if it is still that."""
    from clinicplan.seal import same_seal

    plans = {plan.id: plan for plan in reading.plans}
    seals = {record.plan: record.seal for record in manifest.records}

    def find(entry: Entry) -> Plan | None:
        plan = plans.get(entry.plan)
        same = plan is not None and plan.version == entry.version
        return plan if same and same_seal(entry.seal, seals.get(entry.plan, "")) else None

    return find


def show_warnings(found: Iterable[Finding], words: Catalogue) -> None:
    """What the check warns of, once more before letters go."""
    from clinicplan.findings import Severity

    show.findings([item for item in found if item.severity is not Severity.ADVICE], words)


def check_settings(settings: Settings) -> None:
    """Raise FaultySettings or NoSecret before anybody is asked for anything."""
    from clinicplan.mail.signin import check_sign_in
    from clinicplan.mail.smtp import route

    route(settings, sign_in=None)
    check_sign_in(settings, environment=os.environ)


def transport(settings: Settings, drafts: Path | None, words: Catalogue) -> Transport:
    """The folder of drafts, or the clinic's mail server with its sign-in."""
    from clinicplan.files import open_folder
    from clinicplan.mail.folder import Drafts
    from clinicplan.mail.smtp import Smtp, route

    if drafts:
        open_folder(drafts)
        return Drafts(drafts)
    return Smtp(route(settings, sign_in=_proof(settings, words)))


def _proof(settings: Settings, words: Catalogue) -> Proof | None:
    """How the clinic shows who it is."""
    from clinicplan.mail import signin
    from clinicplan.mail.settings import SignIn

    if settings.sign_in is SignIn.NONE:
        return None
    if settings.sign_in is SignIn.MICROSOFT:
        token = signin.microsoft_token(settings, show=show.warn)
        token()  # now, and not while the mail server waits for somebody to type a code
        return signin.with_token(settings.user, token)
    if settings.sign_in is SignIn.TOKEN:
        return signin.with_token(settings.user, signin.token_of(os.environ))
    question = say(words, "send.password", user=settings.user, server=settings.server)
    password = signin.find_password(
        settings,
        environment=os.environ,
        ask=lambda: str(click.prompt(question, hide_input=True, err=True)),
    )
    return signin.with_password(settings.user, password)


def run_for(
    file: Path, reading: Reading, record: Record, transport: Transport, settings: Settings
) -> Run:
    """A run at the pace of the settings (drafts go at once); it looks at the workbook."""
    import secrets

    from clinicplan.files import digest
    from clinicplan.mail.deliver import Run, pacer
    from clinicplan.mail.smtp import Smtp

    paced = isinstance(transport, Smtp)
    return Run(
        name=secrets.token_hex(8),
        outbox=record.outbox,
        witness=record,
        transport=transport,
        same_workbook=lambda: digest(file) == reading.digest,
        pace=pacer(settings.pace, clock=time.monotonic, sleep=time.sleep)
        if paced else lambda: None,
        pause=time.sleep if paced else lambda seconds: None,
    )


def has_sent(outbox: Outbox) -> bool:
    """True where letters have gone to the mail server before; drafts do not count."""
    from clinicplan.mail.entry import State
    from clinicplan.mail.transport import Step

    gone = (State.SENT, State.IN_DOUBT)
    return any(
        entry.state in gone and entry.step != Step.DRAFT for entry in outbox.entries()
    )


def rehearse(built: Built, office: Office, outbox: Outbox) -> tuple[str, ...]:
    """What would be wrong with a plan's letter; nothing of it is kept."""
    from clinicplan.mail.parcel import expected, known_password, pack
    from clinicplan.mail.protect import make_password
    from clinicplan.mail.readback import faults
    from clinicplan.rules import is_unlocked

    parcel = built.parcel()
    if parcel is None:
        return ("handout-changed",)
    password = known_password(built.plan, outbox=outbox)
    if not password and not is_unlocked(built.plan.password):
        password = make_password()
    due = expected(
        built.plan, office, seal=parcel.seal, pages=parcel.pages, password=password
    )
    return faults(pack(parcel, office, password=password), due)


def enqueue_all(
    chosen: Iterable[Built], office: Office, outbox: Outbox
) -> tuple[list[Expected], list[Hold]]:
    """The letters in the outbox; a handout that is no longer the one that was built is held."""
    from clinicplan.mail.choose import Hold
    from clinicplan.mail.parcel import enqueue, password_of
    from clinicplan.mail.protect import make_password

    letters, changed = [], []
    for built in chosen:
        parcel = built.parcel()
        if parcel is None:
            changed.append(Hold(built.plan.id, "not-built"))
            continue
        password = password_of(built.plan, outbox=outbox, make=make_password)
        letters.append(enqueue(parcel, office, outbox=outbox, password=password))
    return letters, changed


def write_sheet(out: Path, reading: Reading, outbox: Outbox, office: Office) -> Path | None:
    """The clinic's sheet of passwords: what is on it still, and what is new; None without any.

    A sheet that the clinic has deleted does not come back with the next letter.
    """
    from clinicplan.cli.room import today
    from clinicplan.files import write_whole
    from clinicplan.mail.sheet import FILE, password_sheet

    path = out / FILE
    entries = outbox.for_sheet(kept=path.exists())
    names = {plan.id: plan.patient.name for plan in reading.plans}
    rows = [(entry, names[entry.plan]) for entry in entries if entry.plan in names]
    if not rows:
        return None
    page = password_sheet(rows, clinic=office.clinic, catalogue=office.catalogue, today=today())
    write_whole(path, page)
    outbox.on_sheet(entry for entry, _ in rows)
    return path


def show_holds(sorting: Sorting, reading: Reading, words: Catalogue, *, out: Path) -> None:
    """Who gets no letter, and why; then what can be done where the reason does not say it."""
    from clinicplan.catalogue.phrases import has_phrase

    if reading.refused:
        show.say(say(words, "send.rows", n=reading.refused))
    if not sorting.holds:
        return
    show.say(say(words, "send.held", n=len(sorting.holds)))
    for hold in sorting.holds:
        told = say(words, f"hold.{hold.reason}", date=_day(hold.since, words))
        show.say(f"  {hold.plan}  {told}")
    first = {hold.reason: hold.plan for hold in reversed(sorting.holds)}
    for reason in dict.fromkeys(hold.reason for hold in sorting.holds):
        if has_phrase(words, f"mail.hold_help.{reason}"):
            decide = f"clinicplan outbox --out {quoted(out)} --resolve {first[reason]}"
            show.say(say(words, f"hold_help.{reason}", decide=decide, plan=first[reason]))


def quoted(path: Path) -> str:
    """The path as it is typed at a prompt."""
    return f'"{path}"' if " " in str(path) else str(path)


def _day(moment: str, words: Catalogue) -> str:
    """The date of a moment (ISO), on this computer's calendar; "" for none."""
    from clinicplan.catalogue.phrases import long_date

    return long_date(words, datetime.fromisoformat(moment).astimezone()) if moment else ""


def holds_json(sorting: Sorting) -> list[dict[str, str]]:
    """The same for a program."""
    from dataclasses import asdict

    return [asdict(hold) for hold in sorting.holds]


def report(
    outcomes: Sequence[Outcome],
    stop: UnsentMail | None,
    sorting: Sorting,
    *,
    words: Catalogue,
    as_json: bool,
    sheet: Path | None,
) -> None:
    """What became of the letters, and what stopped them."""
    if as_json:
        show.as_json(_json(outcomes, stop, sorting, sheet))
        return
    for outcome in outcomes:
        if outcome.receipt.verdict not in DONE:
            show.say(f"{outcome.plan}  {_fate(outcome, words)}")
    for key, count in _counts(outcomes).items():
        if count:
            show.say(say(words, f"send.{key}", n=count))
    if not outcomes and stop is None:
        show.say(say(words, "send.nothing"))
    if sheet:
        show.say(say(words, "send.passwords", file=str(sheet)))
    if stop:
        show.warn(f"{stop}\n{stop.remedy}")


def _fate(outcome: Outcome, words: Catalogue) -> str:
    """A letter's fate in words; a server's own words are never shown: they quote addresses."""
    receipt = outcome.receipt
    if outcome.faults:
        return say(words, "verdict.held", faults=", ".join(outcome.faults))
    told = say(words, f"verdict.{receipt.verdict.replace(' ', '-')}")
    return f"{told} ({detail(receipt.step, receipt.code, words)})"


def detail(step: str, code: int, words: Catalogue) -> str:
    """Where a letter's last attempt ended, "" where there was none."""
    if not step:
        return ""
    told = say(words, f"step.{step}")
    return say(words, "outbox.detail", step=told, code=code) if code else told


def _counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How many letters had each fate, by the key of its phrase."""
    verdicts = [str(outcome.receipt.verdict) for outcome in outcomes if not outcome.faults]
    keys = {"sent": "sent", "saved": "drafts", "refused": "refused",
            "in doubt": "in_doubt", "later": "later"}
    counts = {key: verdicts.count(verdict) for verdict, key in keys.items()}
    return {**counts, "failed_check": sum(bool(outcome.faults) for outcome in outcomes)}


def _json(
    outcomes: Sequence[Outcome], stop: UnsentMail | None, sorting: Sorting, sheet: Path | None
) -> dict[str, object]:
    letters = [
        {
            "plan": outcome.plan,
            "verdict": outcome.receipt.verdict,
            "step": outcome.receipt.step,
            "code": outcome.receipt.code,
            "faults": outcome.faults,
        }
        for outcome in outcomes
    ]
    return {
        "dry_run": False,
        "letters": letters,
        "holds": holds_json(sorting),
        "passwords": str(sheet) if sheet else None,
        "stopped": f"{stop} {stop.remedy}" if stop else None,
    }


def to_mend(sorting: Sorting, *, failed: bool = False) -> int:
    """1 where the workbook asks for mending before everybody can get a letter."""
    from clinicplan.mail.choose import MEND

    return int(failed or any(hold.reason in MEND for hold in sorting.holds))


def exit_code(outcomes: Sequence[Outcome], stop: UnsentMail | None, sorting: Sorting) -> int:
    """5 where a letter was not sent, else what the workbook asks for."""
    if stop:
        return stop.exit_code
    if any(outcome.receipt.verdict not in DONE for outcome in outcomes):
        return UnsentMail.exit_code
    return to_mend(sorting)
