"""A clock that a test moves. In a simulated run every clock is one: this one can also stand still,
and be moved by hand."""

__all__ = ["MockClock"]

from math import inf

from _trio import clock_time, jump_clock, set_clock, use_clock
from trio.abc import Clock


class MockClock(Clock):
    def __init__(self, rate=0.0, autojump_threshold=inf):
        self._time = 0.0  # outside of its run
        self.rate = rate
        self.autojump_threshold = autojump_threshold

    def __repr__(self):
        return (f"<MockClock, time={self.current_time():.7f}, rate={self._rate} "
                f"@ {id(self):#x}>")

    @property
    def rate(self):
        return self._rate

    @rate.setter
    def rate(self, new_rate):
        if new_rate < 0:
            raise ValueError("rate must be >= 0")
        self._rate = float(new_rate)
        self._tell()

    @property
    def autojump_threshold(self):
        return self._autojump_threshold

    @autojump_threshold.setter
    def autojump_threshold(self, new_autojump_threshold):
        self._autojump_threshold = float(new_autojump_threshold)
        self._tell()

    def _tell(self):
        set_clock(self, self._rate, getattr(self, "_autojump_threshold", inf))

    def start_clock(self):
        use_clock(self, self._time)
        self._tell()

    def current_time(self):
        time = clock_time(self)
        if time is not None:
            self._time = time
        return self._time

    def deadline_to_sleep_time(self, deadline):
        left = deadline - self.current_time()
        if left <= 0:
            return 0
        return left / self._rate if self._rate > 0 else 999999999

    def jump(self, seconds):
        if seconds < 0:
            raise ValueError("time can't go backwards")
        if not jump_clock(self, seconds):
            self._time += seconds
