"""What becomes of a call that is made in a thread, as whoever asked for it sees it."""

import sys

from _blocking import wait_until

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
_PENDING, _RUNNING, _CANCELLED, _NOTIFIED, _FINISHED = (
    "PENDING", "RUNNING", "CANCELLED", "CANCELLED_AND_NOTIFIED", "FINISHED")
_SHOWN = {_PENDING: "pending", _RUNNING: "running", _CANCELLED: "cancelled",
          _NOTIFIED: "cancelled", _FINISHED: "finished"}
_DONE = (_CANCELLED, _NOTIFIED, _FINISHED)


class Error(Exception):
    """What goes wrong with futures."""


class CancelledError(Error):
    """The call was cancelled before it began."""


class InvalidStateError(Error):
    """A future is asked for what its state does not allow."""


class Future:
    """The result of a call, once it is there."""

    def __init__(self):
        self._state = _PENDING
        self._result = None
        self._exception = None
        self._done_callbacks = []
        self._wakes = []  # of those who wait, called once (_blocking)

    def __repr__(self):
        outcome = ""
        if self._state == _FINISHED:
            what = self._result if self._exception is None else self._exception
            outcome = f" {'returned' if self._exception is None else 'raised'} {type(what).__name__}"
        return f"<{type(self).__name__} at {id(self):#x} state={_SHOWN[self._state]}{outcome}>"

    def cancelled(self):
        return self._state in (_CANCELLED, _NOTIFIED)

    def running(self):
        return self._state == _RUNNING

    def done(self):
        return self._state in _DONE

    def cancel(self):
        if self._state in (_RUNNING, _FINISHED):
            return False
        if self._state == _PENDING:
            self._state = _CANCELLED
            self._end()
        return True

    def _end(self):
        wakes = self._wakes[:]
        self._wakes.clear()
        for wake in wakes:
            wake()
        for callback in self._done_callbacks:
            self._call(callback)

    def _call(self, callback):
        try:
            callback(self)
        except Exception as error:
            from traceback import format_exception

            sys.stderr.write(f"exception calling callback for {self!r}\n"
                             + "".join(format_exception(error)))

    def add_done_callback(self, fn):
        if self._state in _DONE:
            self._call(fn)
        else:
            self._done_callbacks.append(fn)

    def _wait(self, timeout):
        if not wait_until(self.done, [self._wakes], timeout):
            raise TimeoutError()
        if self._state != _FINISHED:
            raise CancelledError()

    def result(self, timeout=None):
        self._wait(timeout)
        if self._exception is None:
            return self._result
        raise self._exception

    def exception(self, timeout=None):
        self._wait(timeout)
        return self._exception

    # --- Of whoever makes the call

    def set_running_or_notify_cancel(self):
        if self._state == _CANCELLED:
            self._state = _NOTIFIED
            return False
        if self._state == _PENDING:
            self._state = _RUNNING
            return True
        raise InvalidStateError(f"Future in unexpected state: {self._state}")

    def _finish(self, result, exception):
        if self._state in _DONE:
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._result, self._exception = result, exception
        self._state = _FINISHED
        self._end()

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)


class DoneAndNotDoneFutures(tuple):
    """What wait() gives."""

    __slots__ = ()

    def __new__(cls, done, not_done):
        return tuple.__new__(cls, (done, not_done))

    def __repr__(self):
        return f"{type(self).__name__}(done={self[0]!r}, not_done={self[1]!r})"

    @property
    def done(self):
        return self[0]

    @property
    def not_done(self):
        return self[1]


def _has_failed(future):
    return future._state == _FINISHED and future._exception is not None


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return condition: {return_when!r}")
    futures = list(dict.fromkeys(fs))

    def is_enough():
        done = [each for each in futures if each.done()]
        if len(done) == len(futures) or done and return_when == FIRST_COMPLETED:
            return True
        return return_when == FIRST_EXCEPTION and any(map(_has_failed, done))

    wait_until(is_enough, [each._wakes for each in futures if not each.done()], timeout)
    done = {each for each in futures if each.done()}
    return DoneAndNotDoneFutures(done, {each for each in futures if each not in done})


def as_completed(fs, timeout=None):
    from time import monotonic

    deadline = None if timeout is None else monotonic() + timeout
    futures = dict.fromkeys(fs)
    count = len(futures)
    finished = [each for each in futures if each.done()]
    finished.reverse()  # CPython's gives the last one first
    come = []
    for each in futures:
        if not each.done():
            each._wakes.append(lambda each=each: come.append(each))
    while True:
        for each in finished:
            del futures[each]
            yield each
        if not futures:
            return
        left = None if deadline is None else deadline - monotonic()
        if not wait_until(lambda: bool(come), [each._wakes for each in futures], left):
            raise TimeoutError(f"{len(futures)} (of {count}) futures unfinished")
        finished = come[:]
        come.clear()


for _class in (Error, CancelledError, InvalidStateError, Future, DoneAndNotDoneFutures):
    _class.__module__ = "concurrent.futures._base"
