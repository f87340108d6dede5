"""Tests of order and of checkpoints."""

__all__ = ["Sequencer", "assert_checkpoints", "assert_no_checkpoints"]

from collections import defaultdict
from contextlib import asynccontextmanager, contextmanager

import trio
from _trio import points


class Sequencer:
    """Blocks of several tasks, one after another by their numbers."""

    def __init__(self):
        self._sequence_points = defaultdict(trio.Event)
        self._claimed = set()
        self._broken = False

    def __repr__(self):
        return (f"Sequencer(_sequence_points={self._sequence_points!r}, "
                f"_claimed={self._claimed!r}, _broken={self._broken!r})")

    @asynccontextmanager
    async def __call__(self, position):
        if position in self._claimed:
            raise RuntimeError(f"Attempted to reuse sequence point {position}")
        if self._broken:
            raise RuntimeError("sequence broken!")
        self._claimed.add(position)
        if position != 0:
            try:
                await self._sequence_points[position].wait()
            except trio.Cancelled:
                self._broken = True
                for event in self._sequence_points.values():
                    event.set()
                raise RuntimeError("Sequencer wait cancelled -- sequence broken") from None
            if self._broken:
                raise RuntimeError("sequence broken!")
        try:
            yield
        finally:
            self._sequence_points[position + 1].set()


@contextmanager
def _assert_yields_or_not(expected):
    cancels, schedules = points()
    try:
        yield
        now = points()
        if expected and (now[0] == cancels or now[1] == schedules):
            raise AssertionError("assert_checkpoints block did not yield!")
    finally:
        if not expected and points() != (cancels, schedules):
            raise AssertionError("assert_no_checkpoints block yielded!")


def assert_checkpoints():
    return _assert_yields_or_not(True)


def assert_no_checkpoints():
    return _assert_yields_or_not(False)
