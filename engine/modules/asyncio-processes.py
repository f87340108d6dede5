"""Processes."""

__all__ = ["create_subprocess_exec", "create_subprocess_shell"]

from _asyncio_processes import create_subprocess_exec, create_subprocess_shell
