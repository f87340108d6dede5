"""Abstract classes of what can be gone through, called or hashed."""

from abc import ABCMeta, abstractmethod
from types import (AsyncGeneratorType, BuiltinFunctionType, CoroutineType, FunctionType,
                   GeneratorType, GenericAlias, MethodType)

# Their classes say nothing of their own about hashing.
_unhashable = (list, dict, set, type({}.keys()), type({}.items()))


def _has_methods(cls, names):
    for name in names:
        for part in cls.__mro__:
            if part in _unhashable and name == "__hash__":
                return NotImplemented
            if name in part.__dict__:
                if part.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


# The hook of a class that is known by its methods: it is not inherited.
def _known_by(*names):
    def __subclasshook__(cls, C):
        if cls.__dict__.get("__subclasshook__") is hook:
            return _has_methods(C, names)
        return NotImplemented

    hook = classmethod(__subclasshook__)
    return hook


# --- What has one method ---


class Hashable(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _known_by("__hash__")

    @abstractmethod
    def __hash__(self):
        return 0


class Awaitable(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _known_by("__await__")
    __class_getitem__ = classmethod(GenericAlias)

    @abstractmethod
    def __await__(self):
        yield


class Coroutine(Awaitable):
    __slots__ = ()
    __subclasshook__ = _known_by("__await__", "send", "throw", "close")

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        _throw(typ, val, tb)

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            pass
        else:
            raise RuntimeError("coroutine ignored GeneratorExit")


def _throw(typ, val, tb):
    if val is None:
        if tb is None:
            raise typ
        val = typ()
    if tb is not None:
        val = val.with_traceback(tb)
    raise val


class AsyncIterable(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _known_by("__aiter__")
    __class_getitem__ = classmethod(GenericAlias)

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()


class AsyncIterator(AsyncIterable):
    __slots__ = ()
    __subclasshook__ = _known_by("__anext__", "__aiter__")

    @abstractmethod
    async def __anext__(self):
        raise StopAsyncIteration

    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator):
    __slots__ = ()
    __subclasshook__ = _known_by("__aiter__", "__anext__", "asend", "athrow", "aclose")

    async def __anext__(self):
        return await self.asend(None)

    @abstractmethod
    async def asend(self, value):
        raise StopAsyncIteration

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        _throw(typ, val, tb)

    async def aclose(self):
        try:
            await self.athrow(GeneratorExit)
        except (GeneratorExit, StopAsyncIteration):
            pass
        else:
            raise RuntimeError("asynchronous generator ignored GeneratorExit")


class Iterable(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _known_by("__iter__")
    __class_getitem__ = classmethod(GenericAlias)

    @abstractmethod
    def __iter__(self):
        while False:
            yield None


class Iterator(Iterable):
    __slots__ = ()
    __subclasshook__ = _known_by("__iter__", "__next__")

    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable):
    __slots__ = ()
    __subclasshook__ = _known_by("__reversed__", "__iter__")

    @abstractmethod
    def __reversed__(self):
        while False:
            yield None


class Generator(Iterator):
    __slots__ = ()
    __subclasshook__ = _known_by("__iter__", "__next__", "send", "throw", "close")

    def __next__(self):
        return self.send(None)

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        _throw(typ, val, tb)

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            pass
        else:
            raise RuntimeError("generator ignored GeneratorExit")


class Sized(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _known_by("__len__")

    @abstractmethod
    def __len__(self):
        return 0


class Container(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _known_by("__contains__")
    __class_getitem__ = classmethod(GenericAlias)

    @abstractmethod
    def __contains__(self, x):
        return False


class Collection(Sized, Iterable, Container):
    __slots__ = ()
    __subclasshook__ = _known_by("__len__", "__iter__", "__contains__")


# `Callable[[int, str], bool]`: what it takes may be a list.
class _CallableAlias:
    __slots__ = ("__origin__", "__args__")

    def __init__(self, origin, arguments):
        if not isinstance(arguments, tuple) or len(arguments) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        taken, result = arguments
        self.__origin__ = origin
        if isinstance(taken, (list, tuple)):
            self.__args__ = (*taken, result)
        elif taken is ... or type(taken).__name__ in ("ParamSpec", "_ConcatenateGenericAlias"):
            self.__args__ = (taken, result)
        else:
            raise TypeError("Expected a list of types, an ellipsis, ParamSpec, or Concatenate. "
                            f"Got {taken}")

    def __repr__(self):
        if len(self.__args__) == 2 and not isinstance(self.__args__[0], type):
            return f"collections.abc.Callable[{_shown(self.__args__[0])}, " \
                   f"{_shown(self.__args__[1])}]"
        taken = ", ".join([_shown(part) for part in self.__args__[:-1]])
        return f"collections.abc.Callable[[{taken}], {_shown(self.__args__[-1])}]"

    def __eq__(self, other):
        if not isinstance(other, _CallableAlias):
            return NotImplemented
        return self.__args__ == other.__args__

    def __hash__(self):
        return hash(self.__args__)

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __or__(self, other):
        import typing
        return typing.Union[self, other]

    def __ror__(self, other):
        import typing
        return typing.Union[other, self]


def _shown(part):
    if part is ...:
        return "..."
    if isinstance(part, type) and not isinstance(part, GenericAlias):
        return part.__qualname__ if part.__module__ == "builtins" else \
            f"{part.__module__}.{part.__qualname__}"
    return repr(part)


class Callable(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _known_by("__call__")
    __class_getitem__ = classmethod(_CallableAlias)

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False


for _callable in (type, FunctionType, BuiltinFunctionType, MethodType):
    Callable.register(_callable)
Generator.register(GeneratorType)
Coroutine.register(CoroutineType)
AsyncGenerator.register(AsyncGeneratorType)
for _cls in (
        Hashable, Awaitable, Coroutine, AsyncIterable, AsyncIterator, AsyncGenerator,
        Iterable, Iterator, Reversible, Generator, Sized, Container, Collection, Callable):
    _cls.__module__ = "collections.abc"
