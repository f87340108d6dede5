"""Instruments that come and go during a run."""

__all__ = ["add_instrument", "remove_instrument"]

import _trio_instruments


# Trio takes any AttributeError for that of a runner that is not there.
def add_instrument(instrument):
    if not in_trio_run():
        raise RuntimeError("must be called from async context")
    try:
        _trio_instruments.add(instrument)
    except AttributeError:
        raise RuntimeError("must be called from async context") from None


def remove_instrument(instrument):
    if not in_trio_run():
        raise RuntimeError("must be called from async context")
    _trio_instruments.remove(instrument)
