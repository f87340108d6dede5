"""What is said of the ways into and out of processes."""

__all__ = ["DEVNULL", "PIPE", "Process", "STDOUT", "create_subprocess_exec",
           "create_subprocess_shell"]

import asyncio
from _asyncio_processes import Process, create_subprocess_exec, create_subprocess_shell
from subprocess import DEVNULL, PIPE, STDOUT
