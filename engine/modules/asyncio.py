"""What of asyncio is written in Python: its parts."""

__all__ = []

import _asyncio_loop
