"""An open press turns plans into handouts: it holds all that plans of one clinic share."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from importlib.resources.abc import Traversable
from pathlib import Path

from clinicplan.as_told import as_told
from clinicplan.catalogue.palette import Person
from clinicplan.catalogue.regional import in_region
from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.errors import BrokenHandout
from clinicplan.findings import Severity
from clinicplan.handout.blocks.first_page import first_name
from clinicplan.handout.blocks.letterhead import logo_piece
from clinicplan.handout.brand import read_brand
from clinicplan.handout.careful import is_child, is_old, unurged, with_grants
from clinicplan.handout.contrary import uncontradicted
from clinicplan.handout.editions import EDITIONS, STANDARD, Edition
from clinicplan.handout.fingerprint import digest_of
from clinicplan.handout.images import UnusablePicture, picture_file
from clinicplan.handout.look import PAPERS, Look
from clinicplan.handout.measures import COLUMN
from clinicplan.handout.own_pictures import own_frame, own_frames
from clinicplan.handout.own_words import own_words
from clinicplan.handout.pages import Compose, lay_out
from clinicplan.handout.pdf.fonts import Fonts
from clinicplan.handout.pdf.pieces import Document, Page, Placed
from clinicplan.handout.pdf.write import write
from clinicplan.handout.remarks import Remark, finding_of
from clinicplan.handout.sections.one_sheet import one_sheet
from clinicplan.handout.sections.sheets import Order
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.handout.text.heard import ListeningSketch, emergencies_first, heard_of
from clinicplan.handout.text.lines import plain_text
from clinicplan.handout.text.outline import outline
from clinicplan.handout.text.page import html_page
from clinicplan.handout.typefaces import (
    Typeface,
    characters_of,
    check_texts,
    open_typeface,
    stock_of,
)
from clinicplan.illustrations.colours import brand_colours
from clinicplan.illustrations.frames import Illustrations
from clinicplan.illustrations.picture import Picture
from clinicplan.plan import Clinic, Plan
from clinicplan.spelt import with_notes_spelt
from clinicplan.wording.words import Wording

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
        found: list[Remark] = []
        brand = read_brand(templates, clinic, folder=folder, found=found)
        colours = brand_colours(brand.colour)
        if colours.darkened:
            found.append(Remark("colour-darkened", brand.colour, severity=Severity.ADVICE))
        catalogue = in_region(catalogue, clinic.region)
        self._clinic = clinic
        self._wording = Wording(catalogue)
        self._exercises = {**catalogue.exercises, **{item.code: item for item in own}}
        texts = characters_of((catalogue,))
        stock = stock_of(texts | characters_of((clinic, own)))
        self._open = cache(partial(_typeface, templates / "faces", stock))
        self._typeface = self._open(brand.face)
        check_texts(self._typeface, texts, name=brand.face)
        self._look = Look(
            faces=self._typeface.faces,
            colours=colours,
            catalogue=catalogue,
            illustrations=Illustrations(templates / "illustrations"),
            paper=PAPERS.get(clinic.paper, PAPERS["A4"]),
            alts=alts,
            region=clinic.region,
        )
        self._looks = {(STANDARD.code, id(self._typeface), Sketch): self._look}
        self._logo = brand.logo
        own_digest = self._add_own_pictures(own, folder, found)
        # A check prints nothing and asks for no fingerprint: it need not read all drawings.
        # Which edition is the usual one is said by each plan.
        values = replace(clinic, edition=""), own, own_digest
        self._digest = cache(partial(digest_of, templates, brand, catalogue, *values))
        self.findings = tuple(finding_of(remark, catalogue) for remark in found)

    def __reduce__(self) -> tuple[object, ...]:
        """A worker process opens a press of its own from the same arguments."""
        return _reopened, self._arguments

    def print(self, plan: Plan, *, issued: date, seal: str = "") -> Handout:
        """The plan's handout, the same bytes for the same arguments.

        `seal` goes into the file's properties, its first eight characters into the footer.
        Raises BrokenHandout where a text is too long for a page.
        """
        document, fonts = self._document(plan, issued=issued, seal=seal)
        return Handout(write(document, fonts), len(document.pages))

    def one_sheet(self, plan: Plan, *, issued: date, seal: str = "") -> Handout:
        """Both sides of one sheet for the fridge door, in the standard edition.

        Raises BrokenHandout where the plan has too many exercises, or doses of too many words.
        """
        standard = replace(plan, edition=STANDARD.code)
        document, fonts = self._document(standard, issued=issued, seal=seal, compose=one_sheet)
        return Handout(write(replace(document, seal=""), fonts), len(document.pages))

    def beside(self, kind: str, plan: Plan, *, issued: date, seal: str) -> Mapping[str, bytes]:
        """What lies beside the handout, by the end of each file's name; {} if it does not fit."""
        try:
            if kind == "text":
                return self._text(plan, issued=issued)
            return {" one-sheet.pdf": self.one_sheet(plan, issued=issued, seal=seal).pdf}
        except BrokenHandout:
            return {}

    def spoken(self, plan: Plan, *, issued: date) -> tuple[str, ...]:
        """What each page of the handout is about: headings, sides and doses; "" for neither.

        Raises BrokenHandout where a text is too long for a page.
        """
        document, _ = self._document(plan, issued=issued, sketch=ListeningSketch)
        return tuple(outline(heard_of(page.items)) for page in document.pages)

    def _text(self, plan: Plan, *, issued: date) -> Mapping[str, bytes]:
        """All that the standard edition says, as a page for a browser and as plain text."""
        look = self._look_of(STANDARD, self._typeface, ListeningSketch)
        order = self._order(plan, issued=issued)
        document = lay_out(look, self._wording, order, numbered=False)
        heard = [each for page in document.pages for each in heard_of(page.items)]
        region = self._wording.catalogue.regions[self._clinic.region]
        said = emergencies_first(heard, region.heading)
        # A browser keeps titles: the patient's name is on the page, and not in its title.
        page = html_page(
            said, title=document.title, language=document.language, urgent=region.heading
        )
        instead = look.phrase("diary_tick"), look.phrase("text_diary")
        lines = plain_text(said, picture=look.phrase("text_picture"), instead=instead)
        return {".html": page, ".txt": lines}

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

    def _document(
        self,
        plan: Plan,
        *,
        issued: date,
        seal: str = "",
        compose: Compose | None = None,
        sketch: type[Sketch] = Sketch,
    ) -> tuple[Document, Fonts]:
        """The plan laid out on its pages, and the fonts that it is set in."""
        order = self._order(plan, issued=issued, seal=seal)
        own = characters_of("\n".join(own_words(plan)))
        edition = EDITIONS[plan.edition]
        typeface = self._typeface_of(edition, own)
        document = lay_out(
            self._look_of(edition, typeface, sketch),
            self._wording,
            order,
            added=own - typeface.fonts.stock,
            compose=compose,
        )
        return document, typeface.fonts

    def _order(self, plan: Plan, *, issued: date, seal: str = "") -> Order:
        catalogue, name = self._wording.catalogue, first_name(plan.practitioner.name)
        plan = with_notes_spelt(plan)
        exercises = as_told(plan, self._exercises, catalogue.names)
        exercises = uncontradicted(plan, unurged(catalogue, plan, exercises))
        return Order(
            plan=plan,
            clinic=self._clinic,
            logo=self._logo,
            exercises=with_grants(catalogue, plan, exercises, name=name),
            person=self._person(plan),
            issued=issued,
            seal=seal,
        )

    def _typeface_of(self, edition: Edition, own: frozenset[str]) -> Typeface:
        """The edition's typeface; the brand's, where that lacks a letter of clinic or plan."""
        if not edition.face:
            return self._typeface
        typeface = self._open(edition.face)
        return typeface if typeface.has(typeface.fonts.stock | own) else self._typeface

    def _look_of(
        self, edition: Edition, typeface: Typeface, sketch: type[Sketch] = Sketch
    ) -> Look:
        """The look of an edition, opened when it is first asked for."""
        key = edition.code, id(typeface), sketch
        if key not in self._looks:
            faces = typeface.faces
            self._looks[key] = self._look.in_edition(edition, faces=faces, sketch=sketch)
        return self._looks[key]

    @property
    def colour(self) -> str:
        """The brand's colour ("#RRGGBB"), dark enough for text."""
        return self._look.colours.accent

    @property
    def block_colour(self) -> str:
        """The colour ("#RRGGBB") of the block on page one."""
        return self._look.brand.fill

    def logo_page(self) -> bytes:
        """The clinic's logo as a PDF of one page, b"" where there is none."""
        if self._logo is None:
            return b""
        piece = logo_piece(self._look, self._clinic, self._logo)
        page = Page(piece.width, piece.height, (Placed(piece, 0, piece.height),))
        language, name = self._look.phrase("locale").replace("_", "-"), self._clinic.name
        return write(Document(name, language, name, "", (page,), ()), self._typeface.fonts)

    def fingerprint(self, plan: Plan) -> str:
        """A digest of all that the handout depends on, except `issued` and `seal`."""
        return hashlib.sha256(f"{self._digest()} {plan!r}".encode()).hexdigest()

    def person(self, plan: Plan) -> str:
        """The code of whom this plan's pictures show."""
        return self._person(plan).code

    def _person(self, plan: Plan) -> Person:
        """Whom this plan's pictures show: one person throughout, the same in every version.

        The one whom its row asks for; else, of those whom the clinic names and who are drawn in
        all that the plan needs, the plan's ID chooses. Where nobody is named it is the first of
        the patient's age: old from 65 on. A child is shown nobody old where there is somebody else.
        """
        frames = {
            shot.frame
            for prescription in plan.prescriptions
            for shot in self._exercises[prescription.exercise].variant(prescription.variant).shots
        }
        art = self._look.illustrations
        asked = (plan.person,) if plan.person else self._clinic.people
        people = art.people_for(frames, wanted=art.allowed(asked))
        if not asked:
            return next((each for each in people if each.old is is_old(plan)), people[0])
        if is_child(plan) and not plan.person:
            people = tuple(each for each in people if not each.old) or people
        return people[zlib.crc32(plan.id.encode()) % len(people)]

    def _add_own_pictures(
        self, own: tuple[Exercise, ...], folder: Path, found: list[Remark]
    ) -> str:
        """Reads the clinic's own pictures; gives a digest of what they show."""
        digest = hashlib.sha256()
        for name in own_frames(own):
            path = folder / name.removeprefix("own:")
            try:
                picture = _own_picture(path)
            except UnusablePicture as why:
                told = Remark("picture-unusable", path.name, reason=why, sheet="My exercises")
                found.append(told)
                continue
            digest.update(picture.name.encode())
            self._look.add_own_picture(name, own_frame(name, picture), picture)
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


def _typeface(faces: Traversable, stock: frozenset[str], name: str) -> Typeface:
    return open_typeface(faces / name, stock=stock)


def _own_picture(path: Path) -> Picture:
    """The picture of a clinic's own exercise. Raises UnusablePicture."""
    try:
        return picture_file(path, print_size=_PICTURE_SIZE)
    except OSError as error:
        raise UnusablePicture("unreadable") from error
