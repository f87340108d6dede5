"""Processes."""

__all__ = ["Process", "run_process"]

from _trio_processes import Process, run_process
