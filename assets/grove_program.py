"""What a program does beside its library: what it prints and draws from `random`, told to a record.
And attributes of others replaced for a while, which is how both libraries are watched.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import io
import random
import sys
from collections.abc import Callable, Iterator
from typing import Any

from grove_events import Events

_DRAWS = ("random", "uniform", "randint", "randrange", "choice", "shuffle", "sample", "expovariate")


def program_watchers(events: Events) -> dict[tuple[object, str], object]:
    """`print` and the functions of `random`, each with its watched version."""
    real_print = builtins.print

    @functools.wraps(real_print)  # as the real one in whatever tells of it
    def watched_print(*args: Any, sep: str | None = " ", end: str | None = "\n",
                      file: Any = None, flush: bool = False) -> None:
        if file is not None and file is not sys.stderr:
            return real_print(*args, sep=sep, end=end, file=file, flush=flush)
        text = io.StringIO()
        real_print(*args, sep=sep, end=end, file=text)
        events.printed(text.getvalue())
        real_print(text.getvalue(), end="", file=file, flush=flush)

    def watched_draw(name: str) -> Callable[..., Any]:
        draw = getattr(random, name)

        @functools.wraps(draw)
        def watched(*args: Any, **more: Any) -> Any:
            result = draw(*args, **more)
            events.drew(name, result)
            return result
        return watched

    return {(builtins, "print"): watched_print,
            **{(random, name): watched_draw(name) for name in _DRAWS}}


@contextlib.contextmanager
def replaced(new: dict[tuple[object, str], object]) -> Iterator[None]:
    """Attributes replaced, and put back at the end."""
    old = {(owner, name): getattr(owner, name) if not isinstance(owner, type)
           else owner.__dict__[name] for owner, name in new}
    try:
        for (owner, name), value in new.items():
            setattr(owner, name, value)
        yield
    finally:
        for (owner, name), value in old.items():
            setattr(owner, name, value)
