"""One further picture with everything around it."""

from collections.abc import Callable
from dataclasses import dataclass

from apps.progress.points import Labels
from apps.progress.wording import pictures as words

Size = tuple[int, int]


@dataclass(frozen=True)
class Card:
    """One picture with everything around it. `query` is the end of the picture's address."""

    subject: str
    query: str
    labels: Callable[[int], Labels]
    size: Callable[[Labels, int], Size]
    drawing: Callable[..., bytes]
    lines: list[str]
    tables: list[words.Table]

    @property
    def wide(self) -> Size:
        """Width and height of the wide picture."""
        return self.size(self.labels(860), 860)

    @property
    def narrow(self) -> Size:
        """Width and height of the picture for a phone."""
        return self.size(self.labels(328), 328)

    @property
    def alt(self) -> str:
        """What the picture shows, for those who don't see it."""
        return self.labels(860).description

    def draw(self, *, width: int, theme: str, picture: str) -> bytes:
        """Return the picture as SVG or PNG."""
        return self.drawing(self.labels(width), width=width, theme=theme, picture=picture)
