"""Signals: set, and sent by the program to itself. Others come from outside."""

__all__ = ["Handlers", "SIGABRT", "SIGALRM", "SIGBUS", "SIGCHLD", "SIGCONT", "SIGFPE", "SIGHUP",
           "SIGILL", "SIGINT", "SIGIO", "SIGKILL", "SIGPIPE", "SIGPROF", "SIGPWR", "SIGQUIT",
           "SIGSEGV", "SIGSTOP", "SIGSYS", "SIGTERM", "SIGTRAP", "SIGTSTP", "SIGTTIN", "SIGTTOU",
           "SIGURG", "SIGUSR1", "SIGUSR2", "SIGVTALRM", "SIGWINCH", "SIGXCPU", "SIGXFSZ",
           "SIG_DFL", "SIG_IGN", "Signals", "default_int_handler", "getsignal", "raise_signal",
           "signal", "strsignal", "valid_signals"]

from _signal import die, interrupt, set as set_handler
from _threads import data
from enum import IntEnum


class Signals(IntEnum):
    """An enumeration."""

    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGILL = 4
    SIGTRAP = 5
    SIGABRT = 6
    SIGBUS = 7
    SIGFPE = 8
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20
    SIGTTIN = 21
    SIGTTOU = 22
    SIGURG = 23
    SIGXCPU = 24
    SIGXFSZ = 25
    SIGVTALRM = 26
    SIGPROF = 27
    SIGWINCH = 28
    SIGIO = 29
    SIGPWR = 30
    SIGSYS = 31


class Handlers(IntEnum):
    """An enumeration."""

    SIG_DFL = 0
    SIG_IGN = 1


(SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGUSR1, SIGSEGV,
 SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGCHLD, SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG,
 SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGWINCH, SIGIO, SIGPWR, SIGSYS) = Signals
SIG_DFL, SIG_IGN = Handlers
_MOST = 64
_TEXTS = {
    1: "Hangup", 2: "Interrupt", 3: "Quit", 4: "Illegal instruction", 5: "Trace/breakpoint trap",
    6: "Aborted", 7: "Bus error", 8: "Floating point exception", 9: "Killed",
    10: "User defined signal 1", 11: "Segmentation fault", 12: "User defined signal 2",
    13: "Broken pipe", 14: "Alarm clock", 15: "Terminated", 17: "Child exited", 18: "Continued",
    19: "Stopped (signal)", 20: "Stopped", 21: "Stopped (tty input)", 22: "Stopped (tty output)",
    23: "Urgent I/O condition", 24: "CPU time limit exceeded", 25: "File size limit exceeded",
    26: "Virtual timer expired", 27: "Profiling timer expired", 28: "Window changed",
    29: "I/O possible", 30: "Power failure", 31: "Bad system call",
}
_QUIET = {SIGCHLD, SIGCONT, SIGURG, SIGWINCH}  # where no handler is set


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


_handlers = {SIGINT: default_int_handler, SIGPIPE: SIG_IGN, SIGXFSZ: SIG_IGN}


def _number(signalnum):
    if not hasattr(type(signalnum), "__index__"):
        raise TypeError(f"{type(signalnum).__name__!r} object cannot be interpreted as an integer")
    return signalnum.__index__()


def _checked(signalnum):
    number = _number(signalnum)
    if not 1 <= number <= _MOST:
        raise ValueError("signal number out of range")
    return number


def signal(signalnum, handler):
    number = _checked(signalnum)
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable "
                        "object")
    if data() is not None:
        raise ValueError("signal only works in main thread of the main interpreter")
    if number in (SIGKILL, SIGSTOP):
        raise OSError(22, "Invalid argument")
    before = getsignal(number)
    if not callable(handler):
        handler = Handlers(handler)
    _handlers[number] = handler
    if number == SIGINT and handler is default_int_handler:
        set_handler(number, None)
    elif callable(handler):
        set_handler(number, handler)
    else:
        set_handler(number, 1 if handler == SIG_IGN else 0 if number == SIGINT else None)
    return before


def getsignal(signalnum):
    return _handlers.get(_checked(signalnum), SIG_DFL)


def raise_signal(signalnum, /):
    number = _number(signalnum)
    if not 1 <= number <= _MOST:
        raise OSError(22, "Invalid argument")
    handler = SIG_DFL if number in (SIGKILL, SIGSTOP) else getsignal(number)
    if handler is default_int_handler:
        if not interrupt():
            raise KeyboardInterrupt
    elif callable(handler):
        handler(number, None)
    elif handler == SIG_DFL and number not in _QUIET:
        die(number)


def strsignal(signalnum, /):
    return _TEXTS.get(_checked(signalnum))


def valid_signals():
    return {Signals(number) if number in _TEXTS else number
            for number in range(1, _MOST + 1) if number not in (32, 33)}


for _class in (Signals, Handlers):
    _class.__module__ = "signal"
