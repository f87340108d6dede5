"""What of asyncio has to do with threads."""

__all__ = ["run_coroutine_threadsafe", "to_thread", "wrap_future"]

from _asyncio_threads import run_coroutine_threadsafe, to_thread, wrap_future
