"""Exceptions as the text that is shown of them."""

import sys
from _sys import traceback_text

__all__ = ["format_exc", "format_exception", "format_exception_only", "print_exc",
           "print_exception"]

_not_given = object()


def _exception_of(exc, value):
    if value is _not_given:
        if isinstance(exc, BaseException) or exc is None:
            return exc
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return value


# The text in the pieces that CPython gives it in: a frame with its source lines is one.
def _pieces(text):
    pieces = []
    in_frame = False
    for line in text.splitlines(True):
        if line.startswith('  File "'):
            pieces.append(line)
            in_frame = True
        elif in_frame and line.startswith("    "):
            pieces[-1] += line
        else:
            in_frame = False
            if line == "\n" and pieces and pieces[-1] == "\n":
                continue
            pieces.append(line)
    return pieces


def format_exception(exc, /, value=_not_given, tb=_not_given, limit=None, chain=True):
    _no_limit(limit, chain)
    exc = _exception_of(exc, value)
    if exc is None:
        return ["NoneType: None\n"]
    return _pieces(traceback_text(exc))


def _no_limit(limit, chain):
    if limit is not None or not chain:
        raise NotImplementedError("a traceback without a part of it is not in Grove yet")


def format_exc(limit=None, chain=True):
    _no_limit(limit, chain)
    exc = sys.exception()
    return "NoneType: None\n" if exc is None else traceback_text(exc)


def print_exception(exc, /, value=_not_given, tb=_not_given, limit=None, file=None, chain=True):
    _no_limit(limit, chain)
    exc = _exception_of(exc, value)
    _print("NoneType: None\n" if exc is None else traceback_text(exc), file)


def print_exc(limit=None, file=None, chain=True):
    _print(format_exc(limit, chain), file)


def _print(text, file):
    (sys.stderr if file is None else file).write(text)


def format_exception_only(exc, /, value=_not_given):
    exc = _exception_of(exc, value)
    if exc is None:
        return ["NoneType: None\n"]
    cls = type(exc)
    name = cls.__qualname__
    if cls.__module__ not in ("__main__", "builtins"):
        name = f"{cls.__module__}.{name}"
    try:
        text = str(exc)
    except Exception:
        text = "<exception str() failed>"
    lines = [f"{name}: {text}\n" if text else f"{name}\n"]
    for note in getattr(exc, "__notes__", ()):
        lines += [line + "\n" for line in str(note).split("\n")]
    return lines
