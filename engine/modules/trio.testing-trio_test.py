"""Tests that are async functions."""

__all__ = ["trio_test"]

from functools import partial, wraps

import trio
from trio.abc import Clock, Instrument


def trio_test(fn):
    @wraps(fn)
    def wrapper(*args, **kwargs):
        clocks = [value for value in kwargs.values() if isinstance(value, Clock)]
        if len(clocks) > 1:
            raise ValueError("too many clocks spoil the broth!")
        instruments = [value for value in kwargs.values() if isinstance(value, Instrument)]
        return trio.run(partial(fn, *args, **kwargs), clock=clocks[0] if clocks else None,
                        instruments=instruments)

    return wrapper
