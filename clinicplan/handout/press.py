"""An open press turns plans into handouts: it holds all that plans of one clinic share."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache, partial
from importlib.resources.abc import Traversable
from pathlib import Path

from clinicplan import __version__
from clinicplan.catalogue.regional import in_region
from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.errors import BrokenHandout, FaultyTemplate
from clinicplan.findings import Finding, Place, Severity
from clinicplan.handout.blocks.letterhead import logo_piece
from clinicplan.handout.brand import Brand, read_brand
from clinicplan.handout.editions import EDITIONS
from clinicplan.handout.images import UnusablePicture, picture_file
from clinicplan.handout.look import COLUMN, PAPERS, Look
from clinicplan.handout.marks import marked_letters
from clinicplan.handout.pages import lay_out
from clinicplan.handout.pdf.faces import Face, open_faces
from clinicplan.handout.pdf.fonts import Fonts
from clinicplan.handout.pdf.pieces import Document, Page, Placed
from clinicplan.handout.pdf.write import write
from clinicplan.handout.sections.sheets import Order
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import brand_colours
from clinicplan.illustrations.frames import Frame, Illustrations, Person
from clinicplan.illustrations.picture import Picture
from clinicplan.plan import Clinic, Plan, Prescription
from clinicplan.wording.words import Wording

_LOGO_SIZE = (40 * MM, 17 * MM)
_PICTURE_SIZE = (COLUMN, 58 * MM)
_ALWAYS_FIT = 38
"""Lines of a diary's week that fit a page, at 13 points each."""


@dataclass(frozen=True, slots=True)
class Handout:
    """A finished handout: the file's bytes and its number of pages."""

    pdf: bytes
    pages: int


class Press:
    """Prints the handouts of one clinic. `findings` are what the clinic should know of it."""

    def __init__(
        self,
        clinic: Clinic,
        *,
        catalogue: Catalogue,
        templates: Traversable,
        own: tuple[Exercise, ...],
        alts: Mapping[str, str],
        folder: Path,
    ) -> None:
        self._arguments = (clinic, catalogue, templates, own, dict(alts), folder)
        found: list[Finding] = []
        brand = read_brand(templates, clinic, folder=folder, found=found)
        colours = brand_colours(brand.colour)
        if colours.darkened:
            found.append(_darkened(brand.colour))
        catalogue = in_region(catalogue, clinic.region)
        self._clinic = clinic
        self._wording = Wording(catalogue)
        self._exercises = {**catalogue.exercises, **{item.code: item for item in own}}
        faces = open_faces(templates / "faces" / brand.face)
        _check_texts(faces.values(), catalogue, face=brand.face)
        self._look = Look(
            faces=faces,
            colours=colours,
            catalogue=catalogue,
            illustrations=Illustrations(templates / "illustrations"),
            paper=PAPERS.get(clinic.paper, PAPERS["A4"]),
            alts=alts,
            region=clinic.region,
        )
        self._looks = {self._look.edition.code: self._look}
        self._logo = brand.logo
        self._fonts = Fonts(faces, _stock((catalogue, clinic, own)))
        own_digest = self._add_own_pictures(own, folder, found)
        # A check prints nothing and asks for no fingerprint: it need not read all drawings.
        self._digest = cache(partial(_digest, templates, brand, clinic, catalogue, own, own_digest))
        self.findings = tuple(found)

    def __reduce__(self) -> tuple[object, ...]:
        """A worker process opens a press of its own from the same arguments."""
        return _reopened, self._arguments

    def print(self, plan: Plan, *, issued: date, seal: str = "") -> Handout:
        """The plan's handout, the same bytes for the same arguments.

        `seal` goes into the file's properties, its first eight characters into the footer.
        Raises BrokenHandout where a text is too long for a page.
        """
        document = self._document(plan, issued=issued, seal=seal)
        return Handout(write(document, self._fonts), len(document.pages))

    def too_long(self, plan: Plan) -> bool:
        """True where no page could hold a week of the plan's diary.

        Only a plan of very many exercises is laid out to see.
        """
        lines = sum(6 if item.changes else 2 for item in plan.prescriptions)
        if lines <= _ALWAYS_FIT:
            return False
        try:
            self._document(plan, issued=plan.start, seal="")
        except BrokenHandout:
            return True
        return False

    def _document(self, plan: Plan, *, issued: date, seal: str) -> Document:
        """The plan laid out on its pages."""
        order = Order(
            plan=plan,
            clinic=self._clinic,
            logo=self._logo,
            exercises=self._exercises,
            person=self._person(plan),
            issued=issued,
            seal=seal,
        )
        added = frozenset(_characters(_own_words(plan))) - self._fonts.stock
        return lay_out(self._look_of(plan.edition), self._wording, order, added=added)

    def _look_of(self, edition: str) -> Look:
        """The look of an edition, opened when it is first asked for."""
        if edition not in self._looks:
            self._looks[edition] = self._look.in_edition(EDITIONS[edition])
        return self._looks[edition]

    @property
    def colour(self) -> str:
        """The brand's colour ("#RRGGBB"), dark enough for text."""
        return self._look.colours.accent

    def logo_page(self) -> bytes:
        """The clinic's logo as a PDF of one page, b"" where there is none."""
        if self._logo is None:
            return b""
        piece = logo_piece(self._look, self._clinic, self._logo)
        page = Page(piece.width, piece.height, (Placed(piece, 0, piece.height),))
        language, name = self._look.phrase("locale").replace("_", "-"), self._clinic.name
        return write(Document(name, language, name, "", (page,), ()), self._fonts)

    def fingerprint(self, plan: Plan) -> str:
        """A digest of all that the handout depends on, except `issued` and `seal`."""
        return hashlib.sha256(f"{self._digest()} {plan!r}".encode()).hexdigest()

    def _person(self, plan: Plan) -> Person:
        """Whom this plan's pictures show: one person throughout, the same in every version.

        The one whom its row asks for; else, of those whom the clinic allows and who are drawn in
        all that the plan needs, the plan's ID chooses.
        """
        frames = {
            shot.frame
            for prescription in plan.prescriptions
            for shot in self._exercises[prescription.exercise].variant(prescription.variant).shots
        }
        art = self._look.illustrations
        asked = (plan.person,) if plan.person else self._clinic.people
        people = art.people_for(frames, wanted=art.allowed(asked))
        return people[zlib.crc32(plan.id.encode()) % len(people)]

    def _add_own_pictures(
        self, own: tuple[Exercise, ...], folder: Path, found: list[Finding]
    ) -> str:
        """Reads the clinic's own pictures; gives a digest of what they show."""
        digest = hashlib.sha256()
        for name in _own_frames(own):
            path = folder / name.removeprefix("own:")
            try:
                picture = picture_file(path, print_size=_PICTURE_SIZE)
            except OSError:
                found.append(_unusable(path.name, "It cannot be read.", sheet="My exercises"))
                continue
            except UnusablePicture as reason:
                found.append(_unusable(path.name, str(reason), sheet="My exercises"))
                continue
            digest.update(picture.name.encode())
            self._look.add_own_picture(name, _own_frame(name, picture), picture)
        return digest.hexdigest()


def open_press(
    clinic: Clinic,
    *,
    catalogue: Catalogue,
    templates: Traversable,
    own: tuple[Exercise, ...] = (),
    alts: Mapping[str, str] | None = None,
    folder: Path,
) -> Press:
    """A press for this clinic. `folder` is where its logo and own pictures lie."""
    return Press(
        clinic, catalogue=catalogue, templates=templates, own=own, alts=alts or {}, folder=folder
    )


def _reopened(
    clinic: Clinic,
    catalogue: Catalogue,
    templates: Traversable,
    own: tuple[Exercise, ...],
    alts: Mapping[str, str],
    folder: Path,
) -> Press:
    return open_press(
        clinic, catalogue=catalogue, templates=templates, own=own, alts=alts, folder=folder
    )


# Characters: which are in every file, and which a plan adds.


def _stock(values: object) -> frozenset[str]:
    """The printable ASCII characters, and those of all texts that every plan may use."""
    ascii_ = frozenset(map(chr, range(0x20, 0x7F)))
    return (ascii_ | {"\u00a0", "–", "’", "…", "•", "×"} | _characters(values)) - {"\n"}


def _check_texts(faces: Iterable[Face], catalogue: Catalogue, *, face: str) -> None:
    """Raise FaultyTemplate where the typeface lacks characters of the templates' own texts."""
    text = "".join(sorted(_characters((catalogue,))))
    lacking = dict.fromkeys(char for each in faces for char in each.missing(text))
    if lacking:
        raise FaultyTemplate(f"faces/{face} lacks characters of the texts: {' '.join(lacking)}.")


def _characters(value: object) -> frozenset[str]:
    """Every character of every text in a value, and letter with marks, however deep."""
    found: set[str] = set()
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            found.update(item if item.isascii() else (*item, *marked_letters(item)))
        elif isinstance(item, Mapping):
            pending.extend(item.values())
        elif is_dataclass(item):
            pending.extend(getattr(item, field.name) for field in fields(item))
        elif isinstance(item, Iterable):
            pending.extend(item)
    found.discard("\n")
    return frozenset(found)


def _own_words(plan: Plan) -> tuple[str, ...]:
    """All that a practitioner typed and that is printed."""
    who = plan.practitioner
    return (
        plan.id,
        plan.patient.name,
        plan.note,
        plan.replaces,
        *plan.goals,
        who.name,
        who.role,
        who.registration,
        who.phone,
        *(text for item in plan.prescriptions for text in _words_of(item)),
    )


def _words_of(item: Prescription) -> Iterator[str]:
    """What was typed for one exercise: notes, and the words of its doses."""
    yield item.note
    yield item.between
    yield from (change.note for change in item.changes)
    later = (item.when_easy, *(change.dose for change in item.changes))
    for dose in (item.dose, *(dose for dose in later if dose)):
        yield from (part.occasion for part in (dose.times, dose.days) if part)
        if dose.load:
            yield dose.load.words


# A clinic's own pictures.


def _own_frames(own: tuple[Exercise, ...]) -> list[str]:
    names = {
        shot.frame
        for exercise in own
        for variant in exercise.variants
        for shot in variant.shots
        if shot.frame.startswith("own:")
    }
    return sorted(names)


def _own_frame(name: str, picture: Picture) -> Frame:
    """A picture as a frame that is shown whole, without a margin."""
    _, _, right, bottom = picture.box
    return Frame(
        name=name,
        width=right,
        height=bottom,
        side="none",
        content=picture.box,
        bleed=frozenset(),
        camera=name,
        mirror="",
    )


# What the clinic should know.


def _darkened(colour: str) -> Finding:
    return Finding(
        Place("Clinic"),
        "colour-darkened",
        Severity.ADVICE,
        f"The colour {colour} is too light for text, so text is printed in a darker one.",
        "Nothing needs to be done; a darker colour would be used as it is.",
    )


def _unusable(name: str, reason: str, *, sheet: str) -> Finding:
    return Finding(
        Place(sheet),
        "picture-unusable",
        Severity.WARNING,
        f'The picture "{name}" cannot be used. {reason}',
        "Save it again as PNG or JPEG.",
    )


def _digest(templates: Traversable, brand: Brand, *values: object) -> str:
    """A digest of the program's version, the templates that are drawn from, and the clinic."""
    digest = hashlib.sha256(__version__.encode())
    for folder in ("illustrations", "faces", "brands"):
        for file in _files(templates / folder):
            digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    digest.update(repr((brand.colour, brand.face, brand.logo and brand.logo.name)).encode())
    for value in values:
        digest.update(repr(value).encode())
    return digest.hexdigest()


def _files(folder: Traversable) -> list[Traversable]:
    """All files below a folder, in an order that is the same everywhere."""
    found: list[Traversable] = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        found += _files(item) if item.is_dir() else [item]
    return found
