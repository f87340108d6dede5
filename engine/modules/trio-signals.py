"""Signals, as a task meets them."""

__all__ = ["open_signal_receiver"]

import signal
from contextlib import contextmanager

import trio
from _threads import data


class SignalReceiver:
    """What has come, one after the other, each signal once."""

    def __init__(self):
        self._pending = {}
        self._lot = trio.lowlevel.ParkingLot()
        self._is_waited_for = False
        self._closed = False

    def _add(self, number):
        if self._closed:
            signal.raise_signal(number)
        else:
            self._pending[number] = None
            self._lot.unpark()

    def _take(self):
        number = next(iter(self._pending))
        del self._pending[number]
        return number

    def _redeliver(self):
        self._closed = True
        if not self._pending:
            return
        try:
            signal.raise_signal(self._take())
        finally:
            self._redeliver()

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self._closed:
            raise RuntimeError("open_signal_receiver block already exited")
        if self._is_waited_for:
            raise trio.BusyResourceError(
                "only one task can iterate on a signal receiver at a time")
        self._is_waited_for = True
        try:
            if self._pending:
                await trio.lowlevel.checkpoint()
            else:
                await self._lot.park()
            return self._take()
        finally:
            self._is_waited_for = False


@contextmanager
def open_signal_receiver(*signals):
    if not signals:
        raise TypeError("No signals were provided")
    if data() is not None:
        raise RuntimeError("Sorry, open_signal_receiver is only possible when running in Python "
                           "interpreter's main thread")
    token = trio.lowlevel.current_trio_token()
    receiver = SignalReceiver()

    def handler(number, frame):
        token.run_sync_soon(receiver._add, number, idempotent=True)

    before = {}
    try:
        try:
            for number in set(signals):
                before[number] = signal.signal(number, handler)
            yield receiver
        finally:
            for number, set_before in before.items():
                signal.signal(number, set_before)
    finally:
        receiver._redeliver()


SignalReceiver.__module__ = "trio._signals"
