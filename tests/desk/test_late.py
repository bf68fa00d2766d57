"""What a window posts after its new plan was saved -> no draft of what the workbook has."""

from __future__ import annotations

import pytest

from tests.desk.forms import posted
from tests.desk.test_drafting import MIRA, Form
from tests.desk.test_unsaved import drafts_of
from tests.desk.windows import Running

TOWEL: Form = {
    "exercise": ["towel-stretch"], "exercise-0": "towel-stretch", "side-0": "left",
    "dose-0": "3 x 10, every day", "preset-0": "three-daily", "open": "0",
}  # fmt: skip


@pytest.mark.parametrize("do", ["look", "follow", "save"])
def test_a_new_plan_that_was_saved_and_printed_leaves_no_draft(do: str, own: Running) -> None:
    """It did, where an exercise has a dose by name: its fields are not those of the workbook."""
    window = own.window()
    path = window.post("/new", {**MIRA, **TOWEL, "do": "look"}).headers["location"]
    form = posted(window.get(path).text)
    answer = window.post(path, {**form, "do": "save:print"})
    assert answer.headers["location"].startswith("/print/")
    window.post(path, {**form, "do": do})  # on its way while the window left
    assert drafts_of(own) == ()


def test_what_is_typed_after_it_is_a_change(own: Running) -> None:
    window = own.window()
    path = window.post("/new", {**MIRA, **TOWEL, "do": "look"}).headers["location"]
    form = posted(window.get(path).text)
    window.post(path, {**form, "do": "save"})
    saved = posted(window.get(path).text)
    window.post(path, {**saved, "dose-0": "3 x 12, every day", "do": "look"})
    (draft,) = drafts_of(own)
    assert dict(draft.fields)["dose-0"] == ("3 x 12, every day",)
    window.post(path, {**saved, "do": "look"})
    assert drafts_of(own) == ()
