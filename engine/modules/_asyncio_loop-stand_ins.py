"""What a loop of asyncio does about futures of the program's own making."""

__all__ = ["_asyncio_future_blocking"]

from _asyncio_stand_ins import stand_in as _asyncio_future_blocking
