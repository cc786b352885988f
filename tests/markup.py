"""The HTML of an answer, read without a browser: its elements, its texts, and what a form sends."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpResponse
from django.test import Client
from django.test.html import Element, parse_html

SENDS_NOTHING = ("button", "submit", "image", "reset", "file")


@dataclass(frozen=True)
class Node:
    """An element, and those around it from the outermost to the nearest."""

    element: Element
    around: tuple["Node", ...] = ()

    @property
    def name(self) -> str:
        return self.element.name

    @cached_property
    def attributes(self) -> dict[str, str | None]:
        return dict(self.element.attributes)

    def has_class(self, name: str) -> bool:
        return name in (self.attributes.get("class") or "").split()

    def all(self, name: str = "", **attributes: str) -> list["Node"]:
        """Return the elements inside with this name and these attributes, in their order."""
        return [
            one
            for one in self._inside()
            if name in ("", one.name) and attributes.items() <= one.attributes.items()
        ]

    def next(self) -> "Node":
        """Return the element right after this one."""
        [*_others, nearest] = self.around
        beside = list(nearest.elements())
        at = next(at for at, one in enumerate(beside) if one.element is self.element)
        return beside[at + 1]

    def text(self) -> str:
        """Return all words inside."""
        return " ".join(" ".join(self._words()).split())

    def elements(self) -> Iterator["Node"]:
        """Yield the elements right inside this one."""
        for one in self.element.children:
            if not isinstance(one, str):
                yield Node(one, (*self.around, self))

    def _inside(self) -> Iterator["Node"]:
        for one in self.elements():
            yield one
            yield from one._inside()

    def _words(self) -> Iterator[str]:
        for one in self.element.children:
            if isinstance(one, str):
                yield one
            else:
                yield from Node(one)._words()


def markup(answer: HttpResponse) -> Node:
    """Return the page of an answer; fails when an element is closed that is not open."""
    document = Element("document", [])
    document.append(parse_html(answer.content.decode()))
    return Node(document)


def send(
    client: Client, answer: HttpResponse, write: tuple[tuple[str, str], ...], press: str
) -> HttpResponse:
    """Fill the boxes with these labels, press the button, and return the last answer."""
    [main] = markup(answer).all("main")
    button = next(one for one in main.all("button") if one.text() == press)
    form = next(one for one in reversed(button.around) if one.name == "form")
    data: dict[str, list[str]] = defaultdict(list)
    for box in _controls(form):
        data[box.attributes["name"]] += _values(box)
    data |= {_box_of(form, label): [text] for label, text in write}
    if button.attributes.get("name"):
        data[button.attributes["name"]] = [button.attributes.get("value", "")]
    here = "{PATH_INFO}?{QUERY_STRING}".format(**answer.request)
    where = button.attributes.get("formaction") or form.attributes.get("action") or here
    return client.post(where, data, follow=True)


def _controls(form: Node) -> list[Node]:
    """Return what the form sends, but for its buttons."""
    return [
        one
        for one in form.all()
        if one.name in ("input", "select", "textarea")
        and one.attributes.get("type") not in SENDS_NOTHING
        and one.attributes.get("name")
    ]


def _values(box: Node) -> list[str]:
    """Return what a browser would send for a box that nobody touched."""
    if box.name == "textarea":
        return [box.text()]
    if box.name == "select":
        options = box.all("option")
        chosen = [one for one in options if "selected" in one.attributes] or options[:1]
        return [one.attributes.get("value", one.text()) or "" for one in chosen]
    if box.attributes.get("type") in ("radio", "checkbox") and "checked" not in box.attributes:
        return []
    return [box.attributes.get("value") or ""]


def _box_of(form: Node, label: str) -> str:
    """Return the name of the first box with this label."""
    box = next(one.attributes["for"] for one in form.all("label") if one.text() == label)
    [found] = form.all(id=box)
    return found.attributes["name"]
