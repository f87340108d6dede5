"""Instruments: program code that the loop of trio.run tells what it does."""

import logging
import types

from _trio import hear, set_instruments
from trio.abc import Instrument

_logger = logging.getLogger("trio.abc.Instrument")
_all = {}  # of the run in progress, in order
_by_hook = {}  # those that have the hook, likewise


def begin(instruments):
    _all.clear()
    _by_hook.clear()
    for instrument in instruments:
        add(instrument)


def add(instrument):
    if instrument in _all:
        return
    _all[instrument] = None
    try:
        for name in dir(instrument):
            if name.startswith("_") or not hasattr(Instrument, name):
                continue
            own = getattr(instrument, name)
            if isinstance(own, types.MethodType) and own.__func__ is getattr(Instrument, name):
                continue
            _by_hook.setdefault(name, {})[instrument] = None
    except:
        remove(instrument)
        raise
    hear(tuple(_by_hook))


def remove(instrument):
    _all.pop(instrument)
    for name, instruments in list(_by_hook.items()):
        if instrument in instruments:
            del instruments[instrument]
            if not instruments:
                del _by_hook[name]
    hear(tuple(_by_hook))


def call(hook, *args):
    for instrument in list(_by_hook.get(hook, ())):
        try:
            getattr(instrument, hook)(*args)
        except BaseException:
            remove(instrument)
            _logger.exception("Exception raised when calling %r on instrument %r. "
                              "Instrument has been disabled.", hook, instrument)


set_instruments(begin, call)
