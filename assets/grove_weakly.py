"""Weakly: a table by objects that it does not keep alive, each for itself whatever equals it.

A WeakKeyDictionary makes a reference of each key that is looked up: this looks for its address.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from weakref import ref


class Weakly:
    """Iterates over a copy: what dies meanwhile is left out."""

    def __init__(self) -> None:
        self._of: dict[int, tuple[Any, ref[Any]]] = {}  # by address: the value, what takes it away

    def get(self, key: Any, default: Any = None) -> Any:
        found = self._of.get(id(key))
        return default if found is None else found[0]

    def __getitem__(self, key: Any) -> Any:
        return self._of[id(key)][0]

    def __contains__(self, key: Any) -> bool:
        return id(key) in self._of

    def __setitem__(self, key: Any, value: Any) -> None:
        address, of = id(key), self._of
        known = of.get(address)
        of[address] = (value, ref(key, lambda _: of.pop(address, None)) if known is None else known[1])

    def setdefault(self, key: Any, value: Any) -> Any:
        if key not in self:
            self[key] = value
        return self[key]

    def pop(self, key: Any, *default: Any) -> Any:
        found = self._of.pop(id(key), None)
        if found is not None:
            return found[0]
        if not default:
            raise KeyError(key)
        return default[0]

    def __len__(self) -> int:
        return len(self._of)

    def items(self) -> Iterator[tuple[Any, Any]]:
        for value, reference in list(self._of.values()):
            key = reference()
            if key is not None:
                yield key, value

    def __iter__(self) -> Iterator[Any]:
        return (key for key, _ in self.items())

    def values(self) -> Iterator[Any]:
        return (value for _, value in self.items())
