"""What annotations of abort functions name."""

__all__ = ["RaiseCancelT"]

from typing import Callable, NoReturn

RaiseCancelT = Callable[[], NoReturn]
