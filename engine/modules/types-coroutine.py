"""Generators that can be awaited."""

__all__ = ["coroutine"]


# What such a function gives: the generator, which awaits what it delegates to.
class _GeneratorWrapper:
    def __init__(self, gen):
        self._gen = gen
        self.__name__ = gen.__name__
        self.__qualname__ = gen.__qualname__

    def __await__(self):
        return self._gen

    __iter__ = __await__

    def __next__(self):
        return next(self._gen)

    def send(self, value):
        return self._gen.send(value)

    def throw(self, *given):
        return self._gen.throw(*given)

    def close(self):
        return self._gen.close()

    @property
    def cr_frame(self):
        return self._gen.gi_frame

    @property
    def cr_running(self):
        return self._gen.gi_running

    gi_frame, gi_running = cr_frame, cr_running


def coroutine(func):
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")

    def wrapped(*args, **kwargs):
        made = func(*args, **kwargs)
        is_generator = type(made).__name__ == "generator"
        return _GeneratorWrapper(made) if is_generator else made

    wrapped.__name__ = func.__name__
    wrapped.__qualname__ = func.__qualname__
    wrapped.__doc__ = func.__doc__
    wrapped.__wrapped__ = func
    return wrapped
