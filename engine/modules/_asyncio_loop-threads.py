"""What a loop of asyncio does about threads."""

__all__ = ["run_in_executor", "set_default_executor", "shutdown_default_executor"]

from _asyncio_threads import (run_in_executor, set_default_executor,
                              shutdown_default_executor)
