"""Warnings, and what becomes of them."""

import sys
from _sys import caller, source_line

__all__ = ["WarningMessage", "_warn_unawaited_coroutine", "catch_warnings", "filters",
           "filterwarnings", "formatwarning",
           "resetwarnings", "showwarning", "simplefilter", "warn", "warn_explicit"]

# (action, text that the message begins with, category, module, line), the first that fits counts.
filters = [("default", None, DeprecationWarning, "__main__", 0),
           ("ignore", None, DeprecationWarning, None, 0),
           ("ignore", None, PendingDeprecationWarning, None, 0),
           ("ignore", None, ImportWarning, None, 0),
           ("ignore", None, ResourceWarning, None, 0)]
_first_filters = list(filters)
_shown = {}  # what was shown once
_recordings = []  # lists that catch what would be shown
# What deals with a coroutine that nobody awaited, once the program has said anything of warnings.
_warn_unawaited_coroutine = None
_actions = ("error", "ignore", "always", "default", "module", "once")


class WarningMessage:
    """A warning that was caught."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self.category.__name__!r}, filename "
                f": {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}")


# Patterns are not known here: what is given may only be text that stands for itself.
def _plain(pattern):
    if pattern.endswith(".*"):
        pattern = pattern[:-2]
    if any([char in pattern for char in ".^$*+?{}[]\\|()"]):
        raise NotImplementedError(f"regular expressions are not in Grove yet: {pattern!r}")
    return pattern


def _add(item, append):
    global filters, _warn_unawaited_coroutine
    _warn_unawaited_coroutine = _warn_unawaited
    if item in filters:
        if append:
            return
        filters.remove(item)
    if append:
        filters.append(item)
    else:
        filters.insert(0, item)
    _shown.clear()


def _check(action, category, lineno):
    if action not in _actions:
        raise AssertionError(f"invalid action: {action!r}")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise AssertionError("category must be a Warning subclass")
    if not isinstance(lineno, int) or lineno < 0:
        raise AssertionError("lineno must be an int >= 0")


def simplefilter(action, category=Warning, lineno=0, append=False):
    _check(action, category, lineno)
    _add((action, None, category, None, lineno), append)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    _check(action, category, lineno)
    _add((action, _plain(message).lower() if message else None, category,
          _plain(module) if module else None, lineno), append)


def resetwarnings():
    global _warn_unawaited_coroutine
    _warn_unawaited_coroutine = _warn_unawaited
    filters.clear()
    _shown.clear()


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    if line is None:
        line = source_line(lineno) if filename != "sys" else ""
    return f"{text}  {line.strip()}\n" if line.strip() else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    stream = sys.stderr if file is None else file
    stream.write(formatwarning(message, category, filename, lineno, line))


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, not "
                        f"'{type(category).__name__}'")
    place = caller(stacklevel)
    filename, lineno, _ = ("sys", 1, None) if place is None else place
    warn_explicit(message, category, filename, lineno, "sys" if place is None else "__main__")


def _action_for(text, category, module, lineno):
    for action, begin, wanted, place, line in filters:
        if ((begin is None or text.lower().startswith(begin)) and issubclass(category, wanted)
                and (place is None or module.startswith(place)) and line in (0, lineno)):
            return action
    return "default"


def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None, source=None):
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    module = "__main__" if module is None else module
    action = _action_for(text, category, module, lineno)
    if action == "ignore":
        return
    if action == "error":
        raise message
    key = {"default": (text, category, lineno), "module": (text, category, module),
           "once": (text, category)}.get(action)
    if key is not None:
        if key in _shown:
            return
        _shown[key] = True
    if _recordings and _recordings[-1] is not None:
        _recordings[-1].append(WarningMessage(message, category, filename, lineno, source=source))
        return
    showwarning(message, category, filename, lineno)
    if source is not None and filename != "sys":
        sys.stderr.write(f"{category.__name__}: Enable tracemalloc to get the object allocation "
                         "traceback\n")


# A coroutine of that name died before it began, where the program was at that line, or at none.
def _warn_unawaited(name, filename, lineno):
    place = (filename, lineno, "__main__") if lineno else ("sys", 1, "sys")
    warn_explicit(f"coroutine '{name}' was never awaited", RuntimeWarning, *place, source=name)


class catch_warnings:
    """Puts back at its end how warnings are treated; may catch them in a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0,
                 append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)
        self._entered = False

    def __repr__(self):
        return f"catch_warnings({'record=True' if self._record else ''})"

    def __enter__(self):
        global _warn_unawaited_coroutine
        _warn_unawaited_coroutine = _warn_unawaited
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._saved = list(filters)
        caught = [] if self._record else None
        _recordings.append(caught)
        _shown.clear()
        if self._filter is not None:
            simplefilter(*self._filter)
        return caught

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        _recordings.pop()
        filters[:] = self._saved
        _shown.clear()
