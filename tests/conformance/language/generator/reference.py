#!/usr/bin/python3
"""Runs many programs under CPython, each in a process of its own, without starting Python for each.

    echo PROGRAM… | reference.py       one path a line; one line of JSON for each, in order

A child is forked for every program, which becomes its `__main__`; it ends as Python ends, with its
last words. The answer is {"stdout", "stderr", "status"}. The cyclic garbage collector is off, which
is no part of the run.
"""

import gc
import json
import os
import sys
import tempfile

# Seconds of processor time, then SIGPROF ends the child. Small programs take milliseconds; one that
# does not comes to integers of millions of digits, which Grove has not.
TIMEOUT = 0.5
# The frames of this file that stand below the program's module; exec has one of C besides.
FRAMES_BELOW = 5


def become(path):
    """Runs the program as this process's main one. What is uncaught is told as Python tells it."""
    main = sys.modules["__main__"].__dict__
    excepthook, run, module = sys.excepthook, exec, main["__builtins__"]
    stop = SystemExit
    sys.argv = [path]
    sys.setrecursionlimit(1000 + FRAMES_BELOW)
    main.clear()
    main.update(__name__="__main__", __doc__=None, __package__=None, __loader__=None, __spec__=None,
                __annotations__={}, __builtins__=module, __file__=path, __cached__=None)
    try:
        with open(path, encoding="utf-8") as file:
            code = compile(file.read(), path, "exec")
        run(code, main)
    except stop:
        raise
    except BaseException as error:
        first = error.__traceback__.tb_next  # without this very function
        excepthook(type(error), error.with_traceback(first), first)
        status = 130 if isinstance(error, KeyboardInterrupt) else 1
    else:
        return
    raise stop(status)


def redirect(descriptor, file):
    os.dup2(file.fileno(), descriptor)


def in_child(path, out, err):
    redirect(1, out)
    redirect(2, err)
    import signal
    signal.setitimer(signal.ITIMER_PROF, TIMEOUT)
    become(path)


def text_of(file):
    file.seek(0)
    return file.read().decode("utf-8", "backslashreplace")


def serve():
    gc.disable()
    for line in sys.stdin:
        path = line.rstrip("\n")
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = os.fork()
            if child == 0:
                in_child(path, out, err)
                return
            _, status = os.waitpid(child, 0)
            answer = {"stdout": text_of(out), "stderr": text_of(err),
                      "status": os.waitstatus_to_exitcode(status)}
        print(json.dumps(answer), flush=True)


serve()
