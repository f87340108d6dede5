"""What the ways to threads and back have in common."""

import trio
from _trio import coroutine_or_error, is_coroutine


class _Active:
    """The threads that tasks of a run wait for, or have abandoned."""

    def __init__(self, token):
        self.token = token
        self.count = 0
        self.over = None  # the Event of those who wait for the last to end

    def __enter__(self):
        self.count += 1

    def __exit__(self, *exc_info):
        self.count -= 1
        if self.count == 0 and self.over is not None:
            self.over.set()
            self.over = None


_active = None  # of the run that was asked last


def active():
    global _active
    token = trio.lowlevel.current_trio_token()
    if _active is None or _active.token is not token:
        _active = _Active(token)
    return _active


def call_sync(function, args, expected="synchronous"):
    """Calls a function that must not be an async one."""
    result = function(*args)
    if is_coroutine(result):
        result.close()
        raise TypeError(
            f"Trio expected a {expected} function, but "
            f"{getattr(function, '__qualname__', function)!r} appears to be asynchronous"
        )
    return result


async def run_async(function, args):
    return await coroutine_or_error(function, args)
