"""How letters go out from this computer becomes a form, and what is typed there is tried."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.catalogue.phrases import has_phrase, listed
from clinicplan.desk.mail_setup import Attempt, Entry, MailSetup, Way
from clinicplan.desk.mailroom import MailRoom
from clinicplan.desk.pages import Notice, Pages, field, form_of, go_to
from clinicplan.desk.seen import seen
from clinicplan.errors import ClinicPlanError
from clinicplan.mail.settings import Settings, SignIn
from clinicplan.mail.setup import Provider, read_providers, save
from clinicplan.mail.signin import NoSecret
from clinicplan.rules import is_address
from clinicplan.tasks.check import Checked
from clinicplan.tasks.office import settings_for, settings_place
from clinicplan.tasks.setup_mail import provider_of

OF_LETTERS = ("server", "port", "user", "address", "sign_in")
"""Settings of e-mail that are shown; none of them is a secret."""

HINTS = ("app-password", "switch-on")
"""What some providers want other than the ordinary password."""

APPLICATION = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
"""What Microsoft knows a program by."""

Wrong = Mapping[str, str]
"""What is wrong with a field, by its name."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A setting and what it is."""

    name: str
    value: str


class LettersSetup:
    """The page about how letters go out."""

    def __init__(self, pages: Pages, room: MailRoom) -> None:
        self._pages = pages
        self._room = room
        self._setup = MailSetup(pages.desk)
        self._providers = read_providers(pages.desk.templates)

    def routes(self) -> list[Route]:
        """Where this page is."""
        return [
            Route("/clinic/letters", self.show, methods=["GET"]),
            Route("/clinic/letters", self.post, methods=["POST"]),
            Route("/clinic/letters/test", self.test, methods=["POST"]),
        ]

    def show(self, request: Request) -> Response:
        """How letters go out, and the form to change it."""
        return self._page()

    def post(self, request: Request) -> Response:
        """Begin to try what was typed; the form again where something cannot be right."""
        now, entry = seen(self._pages), _entry(request)
        if not now or self._setup.is_going or self._room.is_going:
            return go_to("/clinic/letters")
        if entry.way is Way.DRAFTS:
            return self._without_server(now[1], entry)
        if wrong := self._wrong(entry):
            return self._page(entry=replace(entry, password=""), wrong=wrong)
        self._room.looked = None  # its letters would come from another address
        self._setup.begin(now[0], entry)
        return go_to("/clinic/letters")

    def test(self, request: Request) -> Response:
        """Send one letter to oneself, with the settings that are kept."""
        now = seen(self._pages)
        if now and not self._setup.is_going and not self._room.is_going:
            try:
                self._setup.send_letter(now[0], _password(request))
            except ClinicPlanError as error:
                return self._page(notice=Notice("mend", str(error), ""))
        return go_to("/clinic/letters")

    def _without_server(self, checked: Checked, entry: Entry) -> Response:
        """Letters are drafts from now on: there is no server, and who writes is known."""
        file, computer = checked.ready.file, self._pages.desk.around.computer
        say, known = self._pages.say, checked.reading.clinic.email
        self._setup.attempt, self._room.looked = None, None
        try:
            before = settings_for(file, computer)
            address = entry.address or before.address or known
            if not is_address(address):
                key = "no_address" if entry.address else "whose_address"
                return self._page(entry=entry, wrong={"address": say(f"mail.{key}")})
            sender = before.sender if address in (before.address, known) else address
            save(replace(before, server="", drafts=True, sender=sender),
                 settings_place(file, computer))  # fmt: skip
        except ClinicPlanError as error:
            return self._page(notice=Notice("mend", str(error), ""))
        drafts = Notice("good", say("mail.drafts_now"), say("mail.drafts_where"))
        return self._page(entry=Entry(Way.DRAFTS, address), notice=drafts)

    def _wrong(self, entry: Entry) -> Wrong:
        say, wrong, provider = self._pages.say, {}, provider_of(entry.address)
        if not is_address(entry.address):
            wrong["address"] = say("mail.no_address")
        elif entry.way is Way.PROVIDER and not provider:
            wrong["address"] = say("mail.no_provider")
        elif provider and entry.way is not Way.MICROSOFT and _is_microsofts(provider):
            wrong["address"] = say("mail.is_microsofts")
        if entry.way is Way.MICROSOFT and not APPLICATION.fullmatch(entry.client):
            wrong["client"] = say("mail.no_client")
        return wrong

    def _page(
        self, *, entry: Entry | None = None, wrong: Wrong | None = None,
        notice: Notice | None = None,
    ) -> Response:  # fmt: skip
        now = seen(self._pages)
        if not now:
            return go_to("/")
        try:
            settings = settings_for(now[0].file, self._pages.desk.around.computer)
        except ClinicPlanError as error:
            settings, notice = Settings(), Notice("mend", str(error), "")
        attempt = self._setup.attempt
        if entry is None and attempt and (attempt.fault or attempt.where):
            entry = attempt.entry
        return self._pages.show(
            "clinic_letters.html",
            here="clinic",
            part="letters",
            notice=notice,
            facts=list(self._facts(settings)),
            is_set_up=bool(settings.server),
            asks_password=settings.sign_in is SignIn.PASSWORD,
            attempt=attempt,
            is_going=self._setup.is_going,
            trouble=self._trouble(attempt) if attempt else "",
            entry=entry or _first(settings, now[1].reading.clinic.email),
            wrong=wrong or {},
            ways=tuple(Way),
            names=self._names(item for item in self._providers if not _is_microsofts(item)),
            hints=[(key, self._names(item for item in self._providers if item.hint == key))
                   for key in HINTS],
        )  # fmt: skip

    def _names(self, providers: Iterator[Provider]) -> str:
        return listed(self._pages.desk.catalogue, dict.fromkeys(item.name for item in providers))

    def _facts(self, settings: Settings) -> Iterator[Fact]:
        """How letters go out, as far as it is set up."""
        for key in OF_LETTERS if settings.server else ():
            value = str(getattr(settings, key, "") or "")
            if value:
                yield Fact(self._pages.say(f"clinic.letters.{key}"), value)

    def _trouble(self, attempt: Attempt) -> str:
        """Why it did not work, in the desk's own words where it has some."""
        if attempt.where:
            return self._pages.say("mail.our_fault", line=attempt.where)
        if attempt.fault is None:
            return ""
        name = type(attempt.fault).__name__
        if attempt.entry.way is Way.MICROSOFT and isinstance(attempt.fault, NoSecret):
            name = "Microsoft"
        key = f"mail.trouble.{name}"
        known = has_phrase(self._pages.desk.catalogue, f"desk.{key}")
        return self._pages.say(key) if known else str(attempt.fault)


def routes(pages: Pages, room: MailRoom) -> list[Route]:
    """Where this page is."""
    return LettersSetup(pages, room).routes()


def _is_microsofts(provider: Provider) -> bool:
    return provider.settings.sign_in is SignIn.MICROSOFT


def _password(request: Request) -> str:
    """The password just as it was typed: a blank may belong to it."""
    return next(iter(form_of(request).get("password", ())), "").strip("\r\n")


def _entry(request: Request) -> Entry:
    asked = field(request, "way")
    return Entry(
        Way(asked) if asked in tuple(Way) else Way.SERVER,
        field(request, "address"),
        field(request, "server") if asked == Way.SERVER else "",
        field(request, "client"),
        _password(request),
        field(request, "do") == "letter",
    )


def _first(settings: Settings, email: str) -> Entry:
    """What the form shows at first: the settings, else what can be known of the clinic."""
    address = settings.address or email
    if settings.drafts and not settings.server:
        return Entry(Way.DRAFTS, address)
    way = Way.SERVER
    if settings.server and settings.sign_in is SignIn.MICROSOFT:
        way = Way.MICROSOFT
    elif provider_of(address):
        way = Way.PROVIDER
    server = settings.server if way is Way.SERVER else ""
    return Entry(way, address, server, settings.client)
