"""Where a person stands in the explorer and how they came there: plain frozen values, with no widget in sight."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

Fact = tuple[str, str | None]
# A group of ties that was opened: the thing, the property, and out or in.
Opened = tuple[str, str, str]
CASE, THING, PATH, ALL = "case", "thing", "path", "all"


@dataclass(frozen=True, slots=True)
class Place:
    """What the picture shows: the walk of the case, a thing with groups opened, a path, or all by kind."""

    kind: str = CASE
    what: str = ""
    end: str = ""
    opened: tuple[Opened, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that decides what is shown: the case, facts set by hand, facts tried, the place, what is selected."""

    text: str = ""
    on: str | None = None
    setting: str | None = None
    facts: tuple[Fact, ...] = ()
    tried: Fact | None = None
    place: Place = field(default_factory=Place)
    selected: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """Scenes in the order in which they were reached, the present one last; what was undone; and bookmarks."""

    scenes: tuple[Scene, ...] = (Scene(),)
    undone: tuple[Scene, ...] = ()
    bookmarks: tuple[Scene, ...] = ()

    @property
    def now(self) -> Scene:
        """The present scene."""
        return self.scenes[-1]

    def onward(self, scene: Scene) -> Trail:
        """The trail with one more step; a step to where one stands is none."""
        if scene == self.now:
            return self
        return Trail((*self.scenes, scene), (), self.bookmarks)

    def select(self, selected: str) -> Trail:
        """The trail with something else selected, which is no step of its own."""
        return replace(self, scenes=(*self.scenes[:-1], replace(self.now, selected=selected)))

    def back(self, number: int | None = None) -> Trail:
        """The trail but for its last step, or as it was at a step of it; the first step stays."""
        keep = max(1, len(self.scenes) - 1 if number is None else number + 1)
        return Trail(self.scenes[:keep], (*self.undone, *reversed(self.scenes[keep:])), self.bookmarks)

    def again(self) -> Trail:
        """The trail with the step that was undone last."""
        if not self.undone:
            return self
        return Trail((*self.scenes, self.undone[-1]), self.undone[:-1], self.bookmarks)

    def mark(self) -> Trail:
        """The trail with the present scene among the bookmarks, or taken out of them if it was there."""
        kept = tuple(scene for scene in self.bookmarks if scene != self.now)
        return replace(self, bookmarks=kept if len(kept) < len(self.bookmarks) else (*kept, self.now))
