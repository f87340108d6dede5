"""Processes that nobody looks after."""

__all__ = ["open_process"]

from _trio_processes import open_process
