"""Plans that are being written are kept on the disk until the workbook has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clinicplan.catalogue.phrases import listed
from clinicplan.desk.beginning import began_with
from clinicplan.desk.pages import Pages
from clinicplan.desk.read_back import known
from clinicplan.desk.rows import NAMED, Standing
from clinicplan.desk.sheet import Sheet, Sheets
from clinicplan.desk.written import Written, fields_of, written_of
from clinicplan.errors import UnwritableFile
from clinicplan.tasks.began import Began
from clinicplan.tasks.check import Checked
from clinicplan.tasks.drafts import (
    Home,
    Unsaved,
    discard,
    drafts_folder,
    home_of,
    is_at_home,
    is_lost,
    keep,
    read_drafts,
    read_one,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A draft in the list of plans; of a damaged one only its number is known.

    `sheet` is its number among the plans that are being written, where it is not on the disk.
    """

    number: int
    standing: Standing
    name: str = ""
    plan: str = ""
    born: date | None = None
    contents: str = ""
    start: date | None = None
    sheet: int = 0
    is_damaged: bool = False

    @property
    def address(self) -> str:
        """Where it is gone on with."""
        return f"/new/{self.sheet}" if self.sheet else f"/draft/{self.number}"


def home(checked: Checked) -> Home:
    """The workbook that is open, as drafts remember it."""
    return home_of(checked.ready.file, clinic=checked.reading.clinic.name)


def folder_of(where: Home) -> Path:
    """Where the drafts of that workbook lie."""
    return drafts_folder(Path(where.file))


def is_as_kept(sheet: Sheet) -> bool:
    """True where nothing was typed since the draft was kept."""
    return sheet.unsaved is not None and sheet.unsaved.fields == fields_of(sheet.written)


def store(sheet: Sheet, *, waits: bool = False, said: str = "") -> None:
    """Keep the plan as a draft; where the disk refuses, it stays in memory and says so."""
    before, over = sheet.unsaved, sheet.opened
    now = Unsaved(
        fields_of(sheet.written),
        sheet.home,
        before.number if before else 0,
        waits=waits,
        changes=over.held.plan if over else before.changes if before else "",
        base=sheet.base or over.digest if over else before.base if before else "",
        said=said,
        began=_began(sheet),
    )
    if now == before and not sheet.unkept:
        return
    sheet.unsaved, sheet.unkept = now, ""
    try:
        sheet.unsaved = keep(folder_of(sheet.home), now)
    except UnwritableFile as error:
        sheet.unkept = str(error)


def _began(sheet: Sheet) -> Began | None:
    """The cells that the fields change, as far as they are known."""
    if sheet.base:
        return None
    if sheet.opened:
        return began_with(sheet.opened)
    return sheet.unsaved.began if sheet.unsaved else None


def take_away(sheet: Sheet) -> None:
    """The draft goes: the workbook has the plan, or nobody wants it."""
    if sheet.unsaved is None:
        return
    try:
        discard(folder_of(sheet.home), sheet.unsaved.number)
    except UnwritableFile as error:
        sheet.unkept = str(error)
    else:
        sheet.unsaved, sheet.unkept = None, ""


def is_waiting(sheet: Sheet) -> bool:
    """True where the plan goes into the workbook once Excel lets go of it."""
    return sheet.unsaved is not None and sheet.unsaved.waits


def sheet_of(sheets: Sheets, here: Home, number: int) -> int:
    """The number under which this draft is being written now, 0 where there is no such draft.

    One of a workbook that is not there any more is written for this one from now on.
    """
    unsaved = read_one(folder_of(here), number)
    if unsaved is None or not _is_shown(unsaved, here):
        return 0
    for at, sheet in sheets.all():
        is_of_it = sheet.unsaved is not None and sheet.unsaved.number == number
        if is_of_it and folder_of(sheet.home) == folder_of(here):
            return at
    asked = unsaved.waits or bool(unsaved.said)
    written = written_of(unsaved.fields, open_=-1)
    return sheets.add(Sheet(written, here, asked=asked, unsaved=unsaved))


def sheets_of(sheets: Sheets, here: Home, wanted: Callable[[Unsaved], bool]) -> Iterator[Sheet]:
    """The wanted drafts of this very workbook: from the disk, and those that the disk refused."""
    for unsaved in read_drafts(folder_of(here)).kept:
        if is_at_home(unsaved, here) and wanted(unsaved):
            sheet = sheets.of(sheet_of(sheets, here, unsaved.number))
            if sheet is not None:
                yield sheet
    for _, sheet in sheets.all():
        if sheet.unsaved and _is_only_here(sheet, here) and wanted(sheet.unsaved):
            yield sheet


def lines(pages: Pages, checked: Checked, sheets: Sheets) -> list[Line]:
    """The drafts as the list of plans has them, the newest first."""
    here, names = home(checked), {code: item.name for code, item in known(checked).items()}
    found = read_drafts(folder_of(here))
    rows = [_line(pages, item, here, names) for item in found.kept if _is_shown(item, here)]
    damaged = Standing("mend", pages.say("state.damaged"))
    rows += [Line(number, damaged, is_damaged=True) for number in found.damaged]
    rows += [
        _line(pages, sheet.unsaved, here, names, sheet=at)
        for at, sheet in sheets.all()
        if sheet.unsaved and _is_only_here(sheet, here)
    ]
    return sorted(rows, key=lambda row: (row.number == 0, row.number), reverse=True)


def draft_over(here: Home, plan: str) -> int:
    """The number of the draft that changes this plan of the workbook, 0 where there is none."""
    kept = (item for item in read_drafts(folder_of(here)).kept if is_at_home(item, here))
    return next((item.number for item in kept if item.changes == plan), 0)


def ids(sheets: Sheets, here: Home) -> tuple[str, ...]:
    """The plan IDs of this workbook's drafts."""
    kept = [item for item in read_drafts(folder_of(here)).kept if is_at_home(item, here)]
    here_alone = [sheet.unsaved for _, sheet in sheets.all() if _is_only_here(sheet, here)]
    kept += [item for item in here_alone if item]
    return tuple(sorted({item.plan for item in kept if item.plan}))


def _is_only_here(sheet: Sheet, here: Home) -> bool:
    """True where a plan of this workbook could not be kept on the disk."""
    return (
        sheet.unsaved is not None
        and not sheet.unsaved.number
        and sheet.home.file == here.file
    )


def _is_shown(unsaved: Unsaved, here: Home) -> bool:
    return is_at_home(unsaved, here) or is_lost(unsaved, here)


def _line(
    pages: Pages, unsaved: Unsaved, here: Home, names: Mapping[str, str], *, sheet: int = 0
) -> Line:
    written = written_of(unsaved.fields, open_=-1)
    return Line(
        unsaved.number,
        _standing(pages, unsaved, here),
        f"{written.value('first_name')} {written.value('last_name')}".strip(),
        written.value("plan_id"),
        _day(written.value("born")),
        _contents(pages, written, names),
        _day(written.value("start")),
        sheet,
    )


def _standing(pages: Pages, unsaved: Unsaved, here: Home) -> Standing:
    """Where a draft is; the gravest wins."""
    if not is_at_home(unsaved, here):
        return Standing("look", pages.say("state.elsewhere"))
    if unsaved.said:
        return Standing("look", pages.say("state.unsaved"))
    if unsaved.waits:
        return Standing("look", pages.say("state.waits"))
    return Standing("quiet", pages.say("state.draft"))


def _contents(pages: Pages, written: Written, names: Mapping[str, str]) -> str:
    """The programme, else the first exercises."""
    if programme := written.value("programme"):
        return programme
    own = [names.get(row.exercise, row.exercise) for row in written.rows]
    if len(own) <= NAMED:
        return listed(pages.desk.catalogue, own)
    rest = len(own) - NAMED + 1
    return pages.say("plans.and_more", names=", ".join(own[: NAMED - 1]), n=rest)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
