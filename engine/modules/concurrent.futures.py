"""Calls that are made in threads."""

__all__ = ["ALL_COMPLETED", "BrokenExecutor", "CancelledError", "Executor", "FIRST_COMPLETED",
           "FIRST_EXCEPTION", "Future", "InvalidStateError", "ThreadPoolExecutor", "TimeoutError",
           "as_completed", "wait"]

from _thread_futures import (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError,
                             Future, InvalidStateError, as_completed, wait)
from _thread_pools import BrokenExecutor, Executor, ThreadPoolExecutor

TimeoutError = TimeoutError
