#!/usr/bin/env python3
"""The truth: what a program does under the real trio_asyncio, where that is to be had.

    oracle.py PROGRAM.py          writes its facts to standard output, in JSON

Trio is `$GROVE_TRIO` or build/deps/trio, and trio_asyncio is imported from wherever Python finds it
(`$PYTHONPATH`). Trio is pinned as assets/grove_pin.py says; of asyncio, equal timers are called in
the order in which they came, and its tasks are gone through in order of creation.
"""

from __future__ import annotations

import contextlib
import gc
import io
import itertools
import json
import os
import sys
import types
import warnings
import weakref
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(ROOT / "assets"), str(HERE.parent / "asyncio")]
sys.path.append(os.environ.get("GROVE_TRIO") or str(ROOT / "build/deps/trio"))
try:
    import greenlet  # noqa: F401
except ImportError:  # only loops without Trio around them need it
    sys.modules["greenlet"] = types.ModuleType("greenlet")

import asyncio  # noqa: E402

import grove_pin  # noqa: E402
import text  # noqa: E402
import trio_asyncio  # noqa: E402


class Steps:
    """What happens to asyncio's tasks: spawn, step and exit, with the time."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._count = itertools.count()
        self._numbers: Any = weakref.WeakKeyDictionary()

    def install(self) -> None:
        timers = itertools.count()
        init, less = asyncio.TimerHandle.__init__, asyncio.TimerHandle.__lt__
        numbers: dict[int, int] = {}

        def made(timer: Any, *args: Any, **keywords: Any) -> None:
            init(timer, *args, **keywords)
            numbers[id(timer)] = next(timers)

        def earlier(a: Any, b: Any) -> bool:
            if a._when == b._when:
                return numbers[id(a)] < numbers[id(b)]
            return bool(less(a, b))

        asyncio.TimerHandle.__init__ = made
        asyncio.TimerHandle.__lt__ = earlier
        loop_class = trio_asyncio.TrioEventLoop
        call_soon = loop_class.call_soon

        def told(loop: Any, callback: Any, *args: Any, **keywords: Any) -> Any:
            task = getattr(callback, "__self__", None)
            name = type(callback).__name__
            wakes = getattr(callback, "__name__", "") == "task_wakeup"
            if isinstance(task, asyncio.Task) and (name == "TaskStepMethWrapper" or wakes):
                callback = self._step_of(loop, task, callback)
            return call_soon(loop, callback, *args, **keywords)

        loop_class.call_soon = told
        real = asyncio.all_tasks

        def all_tasks(loop: Any = None) -> list[Any]:
            found = real(loop)
            return [task for task in self._numbers if task in found]

        asyncio.all_tasks = asyncio.tasks.all_tasks = all_tasks

    def _tell(self, loop: Any, *what: Any) -> None:
        self.lines.append(text.line(loop.time(), *what))

    def _step_of(self, loop: Any, task: Any, step: Any) -> Any:
        if task not in self._numbers:
            self._numbers[task] = next(self._count)
            self._tell(loop, "spawn", self._numbers[task])

        def run(*args: Any) -> None:
            self._tell(loop, "step", self._numbers[task])
            try:
                step(*args)
            finally:
                if task.done():
                    how = "cancelled" if task.cancelled() else "error" if task._exception else "ok"
                    self._tell(loop, "exit", self._numbers[task], how)
        return run


def facts(path: Path) -> dict[str, Any]:
    steps, out, err = Steps(), io.StringIO(), io.StringIO()
    steps.install()
    warnings.simplefilter("default", RuntimeWarning)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        ending = grove_pin.run_program(grove_pin.Job(str(path)), lambda event: None)
        if ending.exception is not None:
            err.write(grove_pin.traceback_text(ending.exception, lambda file: file == path.name))
    return {"stdout": text.without_addresses(out.getvalue()).splitlines(), "lines": steps.lines,
            "stderr": text.plain(err.getvalue(), path.name).splitlines(), "status": ending.status}


if __name__ == "__main__":
    gc.disable()
    json.dump(facts(Path(sys.argv[1])), sys.stdout, indent=0, ensure_ascii=False)
    sys.stdout.write("\n")
