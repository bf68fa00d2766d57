"""What the workbook and the mail room must judge alike: addresses, passwords, who is who."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from email.errors import MessageError
from email.headerregistry import Address
from functools import lru_cache

from clinicplan.plan import Clinic, Plan

LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
SHORTEST_PASSWORD = 8
LONGEST_SENDER = 60
"""Characters of a sender's name: mail programs show half as many, and longer ones get folded."""

WELL_KNOWN = (
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "outlook.com", "live.com",
    "live.co.uk", "msn.com", "yahoo.com", "yahoo.co.uk", "ymail.com", "icloud.com", "me.com",
    "mac.com", "aol.com", "btinternet.com", "sky.com", "virginmedia.com", "talktalk.net",
    "ntlworld.com", "blueyonder.co.uk", "tiscali.co.uk", "proton.me", "protonmail.com", "gmx.com",
    "gmx.net", "gmx.de", "web.de", "t-online.de", "mail.com", "email.com", "fastmail.com",
)
"""Domains of very many patients: others that differ by a letter are mostly slips."""

NEAR = 0.86
"""How alike two domains are, of 1, to be a slip of the finger: one letter in nine."""

LEAST_COMPARED = 9
"""Characters of a domain that others are compared with; shorter ones are near too many."""

UNLOCKED = "none"
"""The word in a Password cell that asks for no password at all."""

STRONG = 4
"""zxcvbn's best score: at least 10^10 guesses, for somebody who has the file at home."""

MEASURED = 72
"""Characters of a password that are looked at; more make it no weaker."""

BEGINNING = 2
"""Letters of a name that stay where it was misspelt and is put right."""

ALIKE = 2
"""How many of first name, last name and birth date agree where it is the same patient."""

_WORD = re.compile(r"[a-z0-9]+")
_BIRTHDAYS = ("%d%m%Y", "%d%m%y", "%m%d%Y", "%m%d%y", "%Y%m%d", "%y%m%d", "%Y", "%d%m", "%m%d")
_PARTS_OF_DATES = ("%Y", "%y", "%m", "%d", "%B", "%b", "%A")
_BETWEEN_ADDRESSES = re.compile(r"[\s,;<>()\[\]\"']+|mailto:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody in the workbook, however faulty the row: the plan ID (or place) and addresses.

    `emails` are all addresses that the row's cell holds, also where it holds too many. `row` is
    its number on the sheet, 0 where it stands on none.
    """

    plan: str
    first_name: str
    last_name: str
    born: date | None = None
    emails: tuple[str, ...] = ()
    row: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        """First and last name, as far as they are there."""
        return f"{self.first_name} {self.last_name}".strip()


def fold(text: str) -> str:
    """The text as it is compared: no case, accents, marks or double spaces."""
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = (
        character if character.isalnum() else " "
        for character in plain
        if not unicodedata.combining(character) and unicodedata.category(character) != "Cf"
    )
    return " ".join("".join(kept).split())


def is_address(text: str) -> bool:
    """True for one plain address that comes back from the mail library exactly as it went in.

    Only ASCII: mail servers still refuse other letters, and look-alikes of `a` or `.` hide
    among them. Quoted parts and numeric hosts are valid elsewhere, never in a clinic's list.
    Nobody is asked whether the domain is there.
    """
    if len(text) > LONGEST_ADDRESS or not text.isascii() or not is_header_text(text):
        return False
    plain = _PLAIN.fullmatch(text)
    return _is_domain(plain["domain"]) if plain else _is_valid(text)


_PLAIN = re.compile(r"(?=[^@]{1,64}@)[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?P<domain>[a-z0-9.-]+)", re.I)
"""Letters and figures with single signs between: whether it is one depends on the domain alone."""


@lru_cache(maxsize=256)
def _is_domain(domain: str) -> bool:
    """Whether a mailbox can be there; found once, for patients share a few."""
    return _is_valid(f"a@{domain}")


def _is_valid(text: str) -> bool:
    from email_validator import EmailNotValidError, validate_email  # only where there is one

    try:
        found = validate_email(
            text, check_deliverability=False, allow_smtputf8=False, strict=True
        )
        same = Address(addr_spec=text).addr_spec == text
    except (EmailNotValidError, MessageError, ValueError, IndexError):
        return False
    return same and (found.ascii_email or "").casefold() == text.casefold()


def is_header_text(text: str) -> bool:
    """True for text that may stand in a header: printable, and no encoded word of its own.

    An encoded word can carry a line break into a header (CVE-2024-6923), so it is refused.
    """
    return text.isprintable() and not has_encoded_word(text)


def has_encoded_word(text: str) -> bool:
    """True where a mail program might read a part of the text as another one."""
    return "=?" in text


def addresses_in(text: str) -> tuple[str, ...]:
    """Every address in what was typed, also among other words; () where there is none."""
    found = (part.strip(".:") for part in _BETWEEN_ADDRESSES.split(text) if "@" in part)
    return tuple(dict.fromkeys(part for part in found if is_address(part)))


def mailbox_of(address: str) -> str:
    """The address as it is compared with others: no server tells small letters from capitals."""
    return address.strip().casefold()


def domain_of(address: str) -> str:
    """The part after the @, in small letters."""
    return address.rpartition("@")[2].casefold()


@lru_cache(maxsize=256)
def near_domain(domain: str) -> str:
    """The well-known domain that this one probably was meant to be, "" for none.

    A hint, never a correction: `gmial.com` is somebody's own.
    """
    if domain in WELL_KNOWN:
        return ""
    long = [known for known in WELL_KNOWN if len(known) >= LEAST_COMPARED]
    return next(iter(get_close_matches(domain, long, n=1, cutoff=NEAR)), "")


def addressee(plan: Plan) -> Addressee:
    """The patient of a plan."""
    patient = plan.patient
    emails = (patient.email,) if patient.email else ()
    return Addressee(plan.id, patient.first_name, patient.last_name, patient.born, emails)


def neighbours(people: Iterable[Addressee]) -> list[tuple[Addressee, ...]]:
    """For each of the people, those who share an address with them and are somebody else."""
    people = tuple(people)
    at: Mapping[str, list[Addressee]] = defaultdict(list)
    for person in people:
        for email in person.emails:
            at[mailbox_of(email)].append(person)
    return [
        tuple(
            other
            for email in person.emails
            for other in at[mailbox_of(email)]
            if not is_same_person(person, other)
        )
        for person in people
    ]


def is_same_person(one: Addressee, other: Addressee) -> bool:
    """True where both names are the same, and the birth dates do not say otherwise."""
    names = [(fold(each.first_name), fold(each.last_name)) for each in (one, other)]
    days = {each.born for each in (one, other) if each.born}
    return names[0] == names[1] and len(days) <= 1


def known_by(first_name: str, last_name: str, born: str) -> tuple[str, ...]:
    """What a patient is known again by: the names and the birth date, and how the names begin.

    Digests of these serve as well.
    """
    first, last = fold(first_name), fold(last_name)
    return first, last, fold(born), first[:BEGINNING], last[:BEGINNING]


def is_same_patient(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where both are one patient, by what each is known by (`known_by`).

    Two of first name, last name and birth date agree. Without a birth date the names do, or
    one does and the other was put right: it begins as it did.
    """
    first, last, born, *beginnings = (a == b != "" for a, b in zip(one, other, strict=True))
    is_undated = not (one[2] and other[2])
    is_put_right = (first and beginnings[1]) or (last and beginnings[0])
    return first + last + born >= ALIKE or (is_undated and (one[:2] == other[:2] or is_put_right))


def is_same_plan(one: str, other: str) -> bool:
    """True for plan IDs that differ in small letters and capitals at most."""
    return plan_key(one) == plan_key(other)


def plan_key(plan: str) -> str:
    """What is known of a plan is looked up by this: its ID, however it was typed."""
    return plan.casefold()


def is_family(one: Addressee, others: Sequence[Addressee]) -> bool:
    """True where all of them have one surname."""
    return len({fold(each.last_name) for each in (one, *others)}) == 1


def sender_name(clinic: Clinic) -> str:
    """Who letters come from."""
    return clinic.sender_name or clinic.name


def is_unlocked(password: str) -> bool:
    """True for the word that asks for no password at all."""
    return password.strip().casefold() == UNLOCKED


def password_fault(password: str, person: Addressee, *, clinic: Clinic) -> str:
    """What is wrong with a typed password: "birthday", "short", "guessable", or "" for nothing.

    No password, and the word that asks for none, have nothing wrong. What is in the workbook
    helps to guess it: names, birthday, plan ID, address, the clinic.
    """
    if not password or is_unlocked(password):
        return ""
    if is_birthday(password, person.born):
        return "birthday"
    if len(password) < SHORTEST_PASSWORD:
        return "short"
    known = sorted(_known_words(person, clinic), key=len, reverse=True)
    if len(_without(password, known)) < SHORTEST_PASSWORD:
        return "guessable"
    from zxcvbn import zxcvbn  # loads lists of common words; few passwords are typed

    measured = zxcvbn(password[:MEASURED], user_inputs=known)
    return "" if measured["score"] >= STRONG else "guessable"


def _without(password: str, known: Iterable[str]) -> str:
    """What is left of a password when the words are taken out; those of two letters stay."""
    rest = fold(password).replace(" ", "")
    for word in known:
        if len(word) > 2:
            rest = rest.replace(word, "")
    return rest if any(map(str.isalnum, password)) else password


def is_birthday(password: str, born: date | None) -> bool:
    """True for a password that says no more than the day that the patient was born."""
    if born is None:
        return False
    digits = "".join(character for character in password if character.isdigit())
    if any(digits == born.strftime(form) for form in _BIRTHDAYS):
        return True
    text, month = fold(password), born.strftime("%B").casefold()
    return month in text.split() or (month in text and born.strftime("%y") in text)


def _known_words(person: Addressee, clinic: Clinic) -> set[str]:
    """What whoever knows the patient or the clinic would try, whole and in words."""
    texts = [person.first_name, person.last_name, person.plan, *person.emails,
             clinic.name, clinic.phone, clinic.website]
    if person.born:
        texts += [person.born.strftime(form) for form in (*_BIRTHDAYS, *_PARTS_OF_DATES)]
    folded = [fold(text) for text in texts]
    words = {word for text in folded for word in (*text.split(), text.replace(" ", ""))}
    return words - {""}
