"""Names for type hints. Nothing here is checked when a program runs."""

import collections
import collections.abc
import contextlib
from abc import abstractmethod
from _typing_forms import (
    _Hint, ForwardRef, TypeVar, ParamSpecArgs, ParamSpecKwargs, ParamSpec, TypeVarTuple,
    _GenericAlias, _Alias, _CallableAlias, _TupleAlias, Any, _AnnotatedAlias, Annotated,
    _as_type, Union, Optional, Literal, NoReturn, Never, Self, LiteralString, TypeAlias,
    ClassVar, Final, TypeGuard, Required, NotRequired, Concatenate, Unpack)
from _typing_generic import Generic, Protocol, runtime_checkable
from types import GenericAlias, UnionType

__all__ = ["AbstractSet", "Annotated", "Any", "AnyStr", "AsyncContextManager", "AsyncGenerator",
           "AsyncIterable", "AsyncIterator", "Awaitable", "BinaryIO", "ByteString", "Callable",
           "ChainMap", "ClassVar", "Collection", "Concatenate", "Container", "ContextManager",
           "Coroutine", "Counter", "DefaultDict", "Deque", "Dict", "Final", "ForwardRef",
           "FrozenSet", "Generator", "Generic", "Hashable", "IO", "ItemsView", "Iterable",
           "Iterator", "KeysView", "List", "Literal", "LiteralString", "Mapping", "MappingView",
           "MutableMapping", "MutableSequence", "MutableSet", "NamedTuple", "Never", "NewType",
           "NoReturn", "NotRequired", "Optional", "OrderedDict", "ParamSpec", "ParamSpecArgs",
           "ParamSpecKwargs", "Protocol", "Required", "Reversible", "Self", "Sequence", "Set",
           "Sized", "SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat",
           "SupportsIndex", "SupportsInt", "SupportsRound", "TYPE_CHECKING", "Text", "TextIO",
           "Tuple", "Type", "TypeAlias", "TypeGuard", "TypeVar", "TypeVarTuple", "TypedDict",
           "Union", "Unpack", "ValuesView", "assert_never", "assert_type", "cast",
           "clear_overloads", "dataclass_transform", "final", "get_args", "get_origin",
           "get_overloads", "is_typeddict", "no_type_check", "no_type_check_decorator",
           "overload", "reveal_type", "runtime_checkable"]

TYPE_CHECKING = False
Text = str


# --- Names of classes ---

T = TypeVar("T")
AnyStr = TypeVar("AnyStr")
T_co = TypeVar("T_co", covariant=True)

List = _Alias(list, 1, "List")
Dict = _Alias(dict, 2, "Dict")
Set = _Alias(set, 1, "Set")
FrozenSet = _Alias(frozenset, 1, "FrozenSet")
Type = _Alias(type, 1, "Type")
Tuple = _TupleAlias(tuple, -1, "Tuple")
Callable = _CallableAlias(collections.abc.Callable, 2, "Callable")
Deque = _Alias(collections.deque, 1, "Deque")
DefaultDict = _Alias(collections.defaultdict, 2, "DefaultDict")
OrderedDict = _Alias(collections.OrderedDict, 2, "OrderedDict")
Counter = _Alias(collections.Counter, 1, "Counter")
ChainMap = _Alias(collections.ChainMap, 2, "ChainMap")
ContextManager = _Alias(contextlib.AbstractContextManager, 1, "ContextManager")
AsyncContextManager = _Alias(contextlib.AbstractAsyncContextManager, 1, "AsyncContextManager")
Hashable = _Alias(collections.abc.Hashable, 0, "Hashable")
Sized = _Alias(collections.abc.Sized, 0, "Sized")
ByteString = _Alias(collections.abc.ByteString, 0, "ByteString")
Awaitable = _Alias(collections.abc.Awaitable, 1, "Awaitable")
Coroutine = _Alias(collections.abc.Coroutine, 3, "Coroutine")
AsyncIterable = _Alias(collections.abc.AsyncIterable, 1, "AsyncIterable")
AsyncIterator = _Alias(collections.abc.AsyncIterator, 1, "AsyncIterator")
AsyncGenerator = _Alias(collections.abc.AsyncGenerator, 2, "AsyncGenerator")
Iterable = _Alias(collections.abc.Iterable, 1, "Iterable")
Iterator = _Alias(collections.abc.Iterator, 1, "Iterator")
Generator = _Alias(collections.abc.Generator, 3, "Generator")
Reversible = _Alias(collections.abc.Reversible, 1, "Reversible")
Container = _Alias(collections.abc.Container, 1, "Container")
Collection = _Alias(collections.abc.Collection, 1, "Collection")
AbstractSet = _Alias(collections.abc.Set, 1, "AbstractSet")
MutableSet = _Alias(collections.abc.MutableSet, 1, "MutableSet")
Mapping = _Alias(collections.abc.Mapping, 2, "Mapping")
MutableMapping = _Alias(collections.abc.MutableMapping, 2, "MutableMapping")
Sequence = _Alias(collections.abc.Sequence, 1, "Sequence")
MutableSequence = _Alias(collections.abc.MutableSequence, 1, "MutableSequence")
MappingView = _Alias(collections.abc.MappingView, 1, "MappingView")
KeysView = _Alias(collections.abc.KeysView, 1, "KeysView")
ItemsView = _Alias(collections.abc.ItemsView, 2, "ItemsView")
ValuesView = _Alias(collections.abc.ValuesView, 1, "ValuesView")


@runtime_checkable
class SupportsInt(Protocol):
    __slots__ = ()

    @abstractmethod
    def __int__(self):
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    __slots__ = ()

    @abstractmethod
    def __float__(self):
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __complex__(self):
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    __slots__ = ()

    @abstractmethod
    def __bytes__(self):
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __index__(self):
        pass


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    __slots__ = ()

    @abstractmethod
    def __abs__(self):
        pass


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits=0):
        pass


# --- Classes that are made of their annotations ---


def _annotated_types(types):
    message = "field annotation must be a type"
    return {name: _as_type(t, message) for name, t in types}


def _make_named_tuple(name, types, module, defaults=()):
    made = collections.namedtuple(name, [field for field, _ in types], defaults=defaults,
                                  module=module)
    made.__annotations__ = made.__new__.__annotations__ = _annotated_types(types)
    return made


_kept_by_named_tuple = ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields",
                        "_field_defaults", "_field_types", "_make", "_replace", "_asdict",
                        "_source")


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        types = ns.get("__annotations__", {})
        defaults = []
        for name in types:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {name} cannot follow default "
                                f"field{'s' if len(defaults) > 1 else ''} "
                                f"{', '.join(defaults)}")
        made = _make_named_tuple(typename, list(types.items()), ns["__module__"],
                                 [ns[name] for name in defaults])
        if Generic in bases:
            made = type(typename, (made, Generic), {"__module__": ns["__module__"],
                                                    "__slots__": ()})
        for name in ns:
            if name in _kept_by_named_tuple:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + name)
            if name not in ("__annotations__", "__module__", "__qualname__") and \
                    name not in made._fields:
                setattr(made, name, ns[name])
        made.__qualname__ = ns.get("__qualname__", typename)
        return made


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})


class _NamedTupleMaker:
    def __call__(self, typename, fields=None, /, **kwargs):
        if fields is None:
            fields = kwargs.items()
        elif kwargs:
            raise TypeError("Either list of fields or keywords can be provided to NamedTuple, "
                            "not both")
        return _make_named_tuple(typename, list(fields), "__main__")

    def __mro_entries__(self, bases):
        return (_NamedTuple,)

    def __repr__(self):
        return "<function NamedTuple at 0x0>"


NamedTuple = _NamedTupleMaker()


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict "
                                "base class")
        annotations = {}
        required = set()
        optional = set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required |= base.__dict__.get("__required_keys__", frozenset())
            optional |= base.__dict__.get("__optional_keys__", frozenset())
        for key, t in _annotated_types(ns.get("__annotations__", {}).items()).items():
            annotations[key] = t
            said = getattr(t, "_name", None) if isinstance(t, _GenericAlias) else None
            is_required = said == "Required" or said != "NotRequired" and total
            (required if is_required else optional).add(key)
        generic = (Generic,) if Generic in bases else ()
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    def __call__(cls, /, *args, **kwargs):
        return dict(*args, **kwargs)

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})


class _TypedDictMaker:
    def __call__(self, typename, fields=None, /, *, total=True, **kwargs):
        if fields is None:
            fields = kwargs
        elif kwargs:
            raise TypeError("TypedDict takes either a dict or keyword arguments, but not both")
        ns = {"__annotations__": dict(fields), "__module__": "__main__"}
        return _TypedDictMeta(typename, (), ns, total=total)

    def __mro_entries__(self, bases):
        return (_TypedDict,)

    def __repr__(self):
        return "<function TypedDict at 0x0>"


TypedDict = _TypedDictMaker()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


class NewType(_Hint):
    """A name of its own for a type."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        self.__module__ = "__main__"

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __call__(self, x):
        return x

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of NewType. Perhaps you were looking for: "
                        f"`{self.__name__} = NewType({self.__name__!r}, {self.__name__})`")


# --- Functions ---


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    shown = repr(arg)
    if len(shown) > 100:
        shown = shown[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {shown}")


def reveal_type(obj, /):
    import sys
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def no_type_check(arg):
    try:
        arg.__no_type_check__ = True
    except (AttributeError, TypeError):
        pass
    return arg


def no_type_check_decorator(decorator):
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))

    return wrapped


_overloads = {}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions "
        "outside a stub module should always be followed by an implementation that is not "
        "@overload-ed.")


def overload(func):
    _overloads.setdefault((func.__module__, func.__qualname__), []).append(func)
    return _overload_dummy


def get_overloads(func):
    return list(_overloads.get((func.__module__, func.__qualname__), ()))


def clear_overloads():
    _overloads.clear()


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False,
                        field_specifiers=(), **kwargs):
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default,
            "kw_only_default": kw_only_default, "field_specifiers": field_specifiers,
            "kwargs": kwargs}
        return cls_or_fn

    return decorator


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_GenericAlias, _Alias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return UnionType if isinstance(tp, UnionType) else None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is collections.abc.Callable and not (
                len(args) == 2 and (args[0] is ... or isinstance(args[0], ParamSpec))):
            args = (list(args[:-1]), args[-1])
        return args
    return tp.__args__ if isinstance(tp, UnionType) else ()


# --- Files ---


class IO(Generic[AnyStr]):
    """A stream."""

    __slots__ = ()


class BinaryIO(IO):
    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()
