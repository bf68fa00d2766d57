"""A page for a browser, and plain text: all that the paper says, and nothing that runs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from clinicplan.catalogue.values import Exercise, Shot
from clinicplan.dose import Days, Rhythm, Times
from clinicplan.handout.press import Press, open_press
from clinicplan.plan import Patient, Plan
from tests.handout.plans import CLINIC, ISSUED, PLAN, SIX, TWICE, catalogue, press, templates
from tests.handout.reading import rows_of_cells, structure
from tests.handout.test_editions import PLANS as EDITED
from tests.handout.test_editions import said

FILM = "https://youtu.be/dQw4w9WgXcQ?a=1&b=2"
NASTY = '<script>alert(1)</script> & "Sam" <img src=x onerror=y>'
VOID = {"meta", "br", "image", "path", "input"}


class Page(HTMLParser):
    """What a browser makes of a page: its elements, and its words."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("br", "p", "th", "td", "tr", "li", "h1", "h2", "h3", "h4"):
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & {*self.open}:
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def files(plan: Plan, opened: Press | None = None) -> tuple[bytes, str]:
    made = (opened or press()).beside("text", plan, issued=ISSUED, seal="")
    assert set(made) == {".html", ".txt"}
    return made[".html"], made[".txt"].decode()


ON_PAPER = ("Tick a box each time.",)
"""What a text cannot ask for."""


def bare(text: str) -> str:
    """Only the words, as both say them."""
    return " ".join(re.sub(r"[,.:;•\u00a0☐-]", " ", text).split())


@pytest.mark.parametrize("name", ["six", "letter", "often", "ask", "long note", "long name"])
def test_every_sentence_of_the_paper_is_in_both(name: str) -> None:
    clinic, plan = EDITED[name]
    plan = replace(plan, link=FILM)
    html, text = files(plan, press(clinic))
    page = bare("".join(Page(html).words))
    for sentence in said(press(clinic).print(plan, issued=ISSUED).pdf):
        if sentence.startswith("(page "):
            continue  # a file has none
        words = bare(sentence.removesuffix(", continued"))
        assert words in page, sentence
        if sentence not in ON_PAPER:
            assert words in bare(text), sentence


def test_the_page_runs_nothing_and_fetches_nothing() -> None:
    html, _ = files(replace(PLAN, link=FILM))
    page = Page(html)
    assert page.open == []
    names = {tag for tag, _ in page.tags}
    assert names & {"script", "iframe", "object", "embed", "link", "form", "base"} == set()
    assert {each["type"] for each in page.all("input")} == {"checkbox"}
    keys = {key for _, attributes in page.tags for key in attributes}
    assert [key for key in keys if key == "src" or key.startswith("on")] == []
    assert b"url(" not in html
    assert b"@import" not in html
    policy = [each["content"] for each in page.all("meta") if "http-equiv" in each]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    targets = [each["href"] for each in page.all("a")]
    assert targets == [
        "tel:+441632960417",
        "mailto:hello@harbourstreet.example",
        "tel:+441632960418",
        FILM,
        FILM,
        "tel:+441632960418",
        "tel:+441632960417",
    ]


def test_it_has_headings_lists_tables_and_pictures_in_words() -> None:
    html, text = files(PLAN)
    page = Page(html)
    pdf = press().print(PLAN, issued=ISSUED).pdf
    kinds = [kind for _, kind, _ in structure(pdf)]
    for tag, kind in (("h1", "H1"), ("h2", "H2"), ("li", "LI"), ("table", "Table"), ("tr", "TR")):
        assert len(page.all(tag)) == kinds.count(kind) + (tag == "h2")  # the emergencies
    figures = [alt for _, kind, alt in structure(pdf) if kind == "Figure"]
    alts = [alt for alt in figures if "box" not in alt and alt != "A line for notes"]
    assert [each["aria-label"] for each in page.all("svg")] == alts
    assert [alt for alt in alts if f"[Picture: {alt}]" not in text] == []
    assert {each["scope"] for each in page.all("th")} == {"col", "row"}
    assert page.all("html") == [{"lang": "en-GB"}]
    assert re.findall(rb"<title>(.*)</title>", html) == [b"Your foot exercise plan"]


def test_typed_markup_stays_words() -> None:
    plan = replace(
        PLAN,
        patient=Patient("<b>Sam", NASTY),
        goals=(NASTY,),
        note=f"{NASTY} </p></main>",
        prescriptions=(replace(SIX[0], note=NASTY),),
    )
    html, text = files(plan)
    page = Page(html)
    assert page.open == []
    assert (page.all("script"), page.all("img"), page.all("b")[0]) == ([], [], {})
    assert "".join(page.words).count("<script>alert(1)</script>") >= 3
    assert text.count("<script>alert(1)</script>") >= 3


def test_the_same_plan_makes_the_same_files_in_any_edition() -> None:
    assert files(PLAN) == files(PLAN)
    assert files(PLAN) == files(replace(PLAN, edition="large-print"))


def test_a_photograph_stands_in_the_page(tmp_path: Path) -> None:
    Image.linear_gradient("L").resize((900, 700)).rotate(30).save(tmp_path / "photo.jpg")
    Image.new("RGBA", (40, 30), (200, 30, 30, 128)).save(tmp_path / "glass.png")
    whole = catalogue().exercises["towel-stretch"]
    way = replace(
        whole.variants[0],
        shots=(Shot("own:photo.jpg", ("Look.",)), Shot("own:glass.png", ("Drink.",))),
    )
    own: Exercise = replace(whole, code="own", variants=(way,), own=True)
    opened = open_press(
        CLINIC, catalogue=catalogue(), templates=templates(), own=(own,), folder=tmp_path
    )
    plan = replace(PLAN, prescriptions=(replace(SIX[0], exercise="own"),))
    page = Page(files(plan, opened)[0])
    kinds = [str(each["href"]).partition(";")[0] for each in page.all("image")]
    assert kinds == ["data:image/jpeg", "data:image/png"]
    assert page.open == []


def test_emergencies_come_before_the_exercises_and_headings_are_underlined() -> None:
    html, text = files(PLAN)
    for whole in (html.decode(), text):
        urgent = whole.index("Get help now. Do not wait for us.")
        assert urgent < whole.index("Sit on the floor with your legs straight.")
        assert whole.count("Get help now. Do not wait for us.") == 1
        assert whole.count("diabetes") >= 1
    for heading in ("Get help now. Do not wait for us.", "How to do your exercises",
                    "How much pain is all right?"):  # fmt: skip
        assert f"\n{heading}\n{'-' * len(heading)}\n" in text


@pytest.mark.parametrize("count", [1, 3, 6])
def test_emergencies_follow_what_to_do(count: int) -> None:
    """Also where page one explains more than the exercises."""
    html, text = files(replace(PLAN, prescriptions=SIX[:count]))
    for whole in (html.decode(), text):
        headings = ["Your exercises at a glance", "Get help now.", "How to do your exercises"]
        assert [whole.index(heading) for heading in headings] == sorted(map(whole.index, headings))
        between = whole[whole.index(headings[0]) : whole.index(headings[1])]
        assert "Shoes" not in between
        assert "Your diary" not in between


def test_emergencies_are_framed_as_a_warning() -> None:
    html = files(PLAN)[0].decode()
    assert html.count('<section class="urgent">') == 1
    assert '<section class="urgent">\n<h2>Get help now. Do not wait for us.</h2>' in html


def test_a_box_can_be_ticked_in_a_browser_and_noted_in_a_text() -> None:
    html, text = files(PLAN)
    page = Page(html)
    rows = rows_of_cells(press().print(PLAN, issued=ISSUED).pdf)
    many = sum(cell.boxes for row in rows for cell in row)
    assert len(page.all("input")) == many
    assert text.count("[ ]") == many + 1  # the sentence that explains them
    assert "to tick" not in text
    assert "boxes each day" not in text
    assert "Tick a box" not in text


@pytest.mark.parametrize(
    ("often", "label", "cell"),
    [
        (1, "1 box each day", '<input type="checkbox" aria-label="1">'),
        (2, "2 boxes each day", '<input type="checkbox" aria-label="1">'
                                '<input type="checkbox" aria-label="2">'),
        (5, "A box with × 5 each day", '<span class="box" aria-hidden="true">× 5</span>'),
    ],
)  # fmt: skip
def test_each_day_has_its_boxes_and_the_first_one_says_how_many(
    often: int, label: str, cell: str
) -> None:
    weekdays = replace(TWICE, times=Times(often), days=Days(Rhythm.NAMED, named=(0, 1, 2, 3, 4)))
    plan = replace(PLAN, start=date(2026, 11, 30), prescriptions=(replace(SIX[3], dose=weekdays),))
    html, text = files(plan)
    _, exercise, pain, _ = re.findall(r"<tr>.*</tr>", html.decode())[-4:]
    first, *others = re.findall("<td>(.*?)</td>", exercise)
    assert f'aria-label="{label}, Monday to Friday' in first
    assert others == [cell] * 4 + [""] * 2
    assert pain.count("<td>") == 7
    assert pain.count("aria-label") == 1
    line = next(line for line in text.splitlines() if line.startswith("1 Toe curl and spread."))
    noted = [f"{day}:{' [ ]' * often}" for day in ("Mon 30", "Tue 1", "Wed 2", "Thu 3", "Fri 4")]
    whole = f"{label}, Monday to Friday, to write how many times."
    told = whole if often > 3 else " ".join(noted)
    assert line == f"1 Toe curl and spread. {told}".replace("Tue 1", "Tue 1 Dec")
