"""What trio.run(instruments=) takes."""

__all__ = []

import _trio_instruments
