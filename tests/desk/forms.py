"""A page becomes what a browser posts of one of its forms, field by field."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class _Select:
    name: str
    first: str | None = None
    chosen: str | None = None


@dataclass(slots=True)
class Fields(HTMLParser):
    """The fields inside the form with this id, as a browser without a script posts them."""

    id: str
    posted: dict[str, list[str]] = field(default_factory=dict)
    inside: bool = False
    select: _Select | None = None
    area: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def add(self, name: str, value: str) -> None:
        self.posted.setdefault(name, []).append(value.replace("\n", "\r\n"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = own.get("id") == self.id
        if not self.inside:
            return
        name = own.get("name", "")
        if tag == "input" and name:
            kind = own.get("type", "text")
            if kind in ("checkbox", "radio") and "checked" not in own:
                return
            value = own.get("value", "on" if kind in ("checkbox", "radio") else "")
            if kind not in ("hidden", "checkbox", "radio"):
                value = value.replace("\n", "")  # such a field has one line
            self.add(name, value)
        elif tag == "select":
            self.select = _Select(name)
        elif tag == "option" and self.select:
            self.text = own.get("value", "\0")
            if self.select.first is None:
                self.select.first = self.text
            if "selected" in own and self.select.chosen is None:
                self.select.chosen = self.text
        elif tag == "textarea" and "readonly" not in own:
            self.area, self.text = name, ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text += data
        elif self.select and self.text == "\0":
            for key in ("first", "chosen"):
                if getattr(self.select, key) == "\0":
                    setattr(self.select, key, data)
            self.text = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.area:
            self.add(self.area, self.text)
            self.area = ""
        elif tag == "select" and self.select:
            chosen = self.select.chosen if self.select.chosen is not None else self.select.first
            self.add(self.select.name, chosen or "")
            self.select = None


def posted(page: str, form: str = "plan") -> dict[str, str | list[str]]:
    """What a browser posts of this form, but for the button."""
    fields = Fields(form)
    fields.feed(page)
    return dict(fields.posted.items())
