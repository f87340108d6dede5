"""What stands in for futures of the program's own making."""

from _asyncio_futures import make_stand_in, settle_stand_in


# What its result() raises.
def _raised(future):
    try:
        future.result()
    except asyncio.CancelledError as error:
        return error
    return asyncio.CancelledError()


# What asyncio's own functions have of it.
def _cancelled_error(future):
    make = getattr(future, "_make_cancelled_error", None)
    return _raised(future) if make is None else make()


def stand_in(future, error_of=_cancelled_error):
    made = make_stand_in(future.get_loop(), future, future.cancel)

    def come(future):
        if future.cancelled():
            settle_stand_in(made, "cancelled", error_of(future))
        elif (error := future.exception()) is not None:
            settle_stand_in(made, "exception", error)
        else:
            settle_stand_in(made, "result", future.result())

    future.add_done_callback(come)
    return made


def awaited(future):
    """One that a task has been handed."""
    task = asyncio.current_task()
    if future.get_loop() is not asyncio.get_running_loop():
        raise RuntimeError(f"Task {task!r} got Future {future!r} attached to a different loop")
    if not future._asyncio_future_blocking:
        raise RuntimeError(f"yield was used instead of yield from in task {task!r} with {future!r}")
    future._asyncio_future_blocking = False
    return stand_in(future, _raised)


import asyncio  # whose parts need what stands above
