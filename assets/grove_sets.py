"""Sets that are gone through in order of insertion, in place of a library's own, whose order is
another in each run."""

from __future__ import annotations

import itertools
import weakref
from collections.abc import Iterable
from typing import Any


class InOrder(set):
    def __init__(self, items: Iterable[Any] = ()) -> None:
        super().__init__()
        self._order: dict[Any, None] = {}
        for item in items:
            self.add(item)

    def add(self, item: Any) -> None:
        super().add(item)
        self._order[item] = None

    def update(self, items: Iterable[Any]) -> None:  # type: ignore[override]
        for item in items:
            self.add(item)

    def discard(self, item: Any) -> None:
        super().discard(item)
        self._order.pop(item, None)

    def remove(self, item: Any) -> None:
        super().remove(item)
        del self._order[item]

    def clear(self) -> None:
        super().clear()
        self._order.clear()

    def pop(self) -> Any:
        item = next(iter(self._order))
        self.remove(item)
        return item

    def __iter__(self) -> Any:
        return iter(self._order)

    def __sub__(self, other: Any) -> InOrder:
        return InOrder(item for item in self if item not in other)

    def __and__(self, other: Any) -> InOrder:
        return InOrder(item for item in self if item in other)

    def __or__(self, other: Any) -> InOrder:
        return InOrder(itertools.chain(self, other))

    def __repr__(self) -> str:
        return "{" + ", ".join(map(repr, self)) + "}" if self._order else "set()"


class WeakInOrder(weakref.WeakKeyDictionary):
    """The same, of what may die while it is in there."""

    def add(self, item: Any) -> None:
        self[item] = None

    def discard(self, item: Any) -> None:
        self.pop(item, None)
