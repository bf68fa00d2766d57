"""An address and what a mail server wants become settings that work, tried in a thread."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from enum import StrEnum

from clinicplan.desk.desk import Desk
from clinicplan.desk.views import View
from clinicplan.errors import ClinicPlanError
from clinicplan.mail.settings import Settings, SignIn
from clinicplan.mail.setup import save
from clinicplan.mail.smtp import Route
from clinicplan.tasks.batch import whereabouts
from clinicplan.tasks.office import Person, settings_for, settings_place
from clinicplan.tasks.ready import Ready
from clinicplan.tasks.setup_mail import (
    as_provider_says,
    keep_password,
    needs_client,
    provider_of,
    send_test_letter,
    sign_in,
    sign_in_with,
    usual_server,
    with_address,
    with_mailbox,
    with_server,
)

MICROSOFT = "smtp.office365.com"


class Way(StrEnum):
    """How letters go out: the keys of the phrases `desk.mail.way`.

    The first is what most clinics have, an address of their own; it finds a large provider's
    server, too. Then what is found by its name alone, and last what needs somebody else.
    """

    SERVER = "server"
    PROVIDER = "provider"
    MICROSOFT = "microsoft"
    DRAFTS = "drafts"


class Step(StrEnum):
    """What is being tried: the keys of the phrases `desk.mail.step`."""

    SERVER = "server"
    SIGN_IN = "sign_in"
    MAILBOX = "mailbox"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody has typed. The password is in no repr, and in no entry that is kept."""

    way: Way
    address: str
    server: str = ""
    client: str = ""
    password: str = field(default="", repr=False)
    with_letter: bool = False


@dataclass(slots=True)
class Attempt:
    """Settings that are being tried.

    `told` is Microsoft's address and code. `is_kept` is None where no password was typed. `opens`
    is what opens the file of the test letter. `entry` has no password.
    """

    entry: Entry
    step: Step = Step.SERVER
    told: str = ""
    settings: Settings | None = None
    is_kept: bool | None = None
    opens: str = ""
    fault: ClinicPlanError | None = None
    where: str = ""
    is_over: bool = False


class MailSetup:
    """The set-up of one desk's letters; one attempt at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.attempt: Attempt | None = None

    @property
    def is_going(self) -> bool:
        """True while something is being tried."""
        return self.attempt is not None and not self.attempt.is_over

    def begin(self, view: View, entry: Entry) -> None:
        """Try what was typed, and keep it if it works; a thread does it."""
        if self.is_going or view.checked is None:
            return
        attempt = Attempt(replace(entry, password=""))
        self.attempt = attempt
        args = (view, view.checked.ready, entry, attempt)
        threading.Thread(target=self._run, args=args, name="mail set-up", daemon=True).start()

    def send_letter(self, view: View, password: str) -> None:
        """Sign in with the settings that are kept, and send one letter to oneself."""
        settings = settings_for(view.file, self._desk.around.computer)
        way = Way.MICROSOFT if settings.sign_in is SignIn.MICROSOFT else Way.SERVER
        entry = Entry(way, settings.user, password=password, with_letter=True)
        if self.is_going or view.checked is None:
            return
        attempt = Attempt(replace(entry, password=""), settings=settings)
        self.attempt = attempt
        args = (view, view.checked.ready, entry, attempt)
        threading.Thread(target=self._run, args=args, name="test letter", daemon=True).start()

    def _run(self, view: View, ready: Ready, entry: Entry, attempt: Attempt) -> None:
        """In the thread: whatever goes wrong becomes what is said of it."""
        try:
            with self._desk.busy():
                self._try(view, ready, entry, attempt)
        except ClinicPlanError as error:
            attempt.fault = error
        except Exception as error:  # noqa: BLE001  where the attempt's outcome is made
            attempt.where = whereabouts(error)
        attempt.is_over = True
        self._desk.say_changed()

    def _try(self, view: View, ready: Ready, entry: Entry, attempt: Attempt) -> None:
        settings, computer = attempt.settings, self._desk.around.computer
        if settings is None:
            before = settings_for(view.file, computer)
            settings = found(before, entry)
            settings, way = self._signed_in(settings, entry, attempt)
            save(settings, settings_place(view.file, computer))
            attempt.settings = settings
        else:
            way = self._way(settings, entry, attempt)
        if entry.with_letter:
            self._at(attempt, Step.LETTER)
            with self._desk.at_press:
                attempt.opens = send_test_letter(settings, way, clinic=ready, computer=computer)

    def _signed_in(
        self, settings: Settings, entry: Entry, attempt: Attempt
    ) -> tuple[Settings, Route]:
        """A way to the server that works, its password kept, and the mailbox that it opens."""
        way = self._way(settings, entry, attempt)
        if settings.sign_in is SignIn.PASSWORD and entry.password:
            attempt.is_kept = keep_password(settings, entry.password)
            self._at(attempt, Step.MAILBOX)
            settings = with_mailbox(settings, entry.password)
        return settings, way

    def _way(self, settings: Settings, entry: Entry, attempt: Attempt) -> Route:
        """The way to the server: with the typed password, else with what the computer knows."""
        self._at(attempt, Step.SIGN_IN)
        if settings.sign_in is SignIn.PASSWORD and entry.password:
            return sign_in_with(settings, entry.password)
        person = Person(lambda settings: "", lambda text: self._tell(attempt, text))
        return sign_in(settings, self._desk.around.computer, person=person)

    def _at(self, attempt: Attempt, step: Step) -> None:
        attempt.step = step
        self._desk.say_changed()

    def _tell(self, attempt: Attempt, text: str) -> None:
        attempt.told = text
        self._desk.say_changed()


def found(before: Settings, entry: Entry) -> Settings:
    """The settings for what was typed; the server is tried where no provider's table has it.

    Raises UnsentMail where it does not answer.
    """
    provider = provider_of(entry.address)
    if provider and not entry.server:
        settings = as_provider_says(before, provider)
    else:
        usual = MICROSOFT if entry.way is Way.MICROSOFT else usual_server(before, entry.address)
        settings = with_server(before, entry.server or usual)
    settings = replace(with_address(settings, entry.address), drafts=False)
    return replace(settings, client=entry.client) if needs_client(settings) else settings
