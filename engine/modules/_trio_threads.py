"""What the ways to threads and back have in common."""

from _trio import coroutine_or_error, is_coroutine


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
