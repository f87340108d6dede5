"""Generic classes and protocols."""

from abc import ABCMeta
from _typing_forms import (
    TypeVar, ParamSpec, TypeVarTuple, _GenericAlias, _shown, _as_type, _parameters_of,
    _check_count, Unpack, set_generic_bases)


class Generic:
    """The base of classes with open types."""

    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        params = params if isinstance(params, tuple) else (params,)
        args = tuple([t if isinstance(t, list)
                      else _as_type(t, "Parameters to generic types must be types.")
                      for t in params])
        if cls in (Generic, Protocol):
            if not args:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            kinds = (TypeVar, ParamSpec, TypeVarTuple)
            if not all([isinstance(t, kinds) or _is_unpacked(t) for t in args]):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables "
                                "or parameter specification variables.")
            if len(set(args)) != len(args):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _GenericAlias(cls, args, None, _shown_generic)
        parameters = cls.__dict__.get("__parameters__", ())
        if not parameters and "__parameters__" not in dir(cls):
            raise TypeError(f"{cls} is not a generic class")
        parameters = cls.__parameters__
        if not parameters:
            raise TypeError(f"{cls} is not a generic class")
        _check_count(cls, args, parameters)
        return _GenericAlias(cls, args)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__", ())
        if not bases and Generic in cls.__bases__ and cls.__name__ != "Protocol":
            raise TypeError("Cannot inherit from plain Generic")
        if Generic in bases and cls.__name__ != "Protocol":
            raise TypeError("Cannot inherit from plain Generic")
        parameters = _parameters_of(bases)
        for base in bases:
            if isinstance(base, _GenericAlias) and base.__origin__ in (Generic, Protocol):
                if base.__origin__ is Protocol and not base.__parameters__:
                    continue
                listed = base.__parameters__
                missing = [p for p in parameters if p not in listed]
                if missing:
                    shown = ", ".join([str(p) for p in missing])
                    given = ", ".join([str(p) for p in listed])
                    raise TypeError(f"Some type variables ({shown}) are not listed in "
                                    f"{base.__origin__.__name__}[{given}]")
                parameters = listed
                break
        cls.__parameters__ = tuple(parameters)


def _is_unpacked(t):
    return isinstance(t, _GenericAlias) and t._name == "Unpack"


def _shown_generic(name, args):
    return f"{name}[{', '.join([_shown(t) for t in args])}]"


# --- Protocols ---

_of_no_protocol = ("__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__",
                   "__module__", "__new__", "__slots__", "__subclasshook__", "__weakref__",
                   "__class_getitem__", "__match_args__", "__parameters__", "__orig_bases__",
                   "__orig_class__", "_is_protocol", "_is_runtime_protocol", "_abc_impl",
                   "__qualname__", "__init_subclass__", "__static_attributes__")


def _protocol_names(cls):
    names = []
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        for name in list(base.__dict__) + list(base.__dict__.get("__annotations__", {})):
            if name not in _of_no_protocol and name not in names:
                names.append(name)
    return names


def _has_only_methods(cls):
    return all([callable(getattr(cls, name, None)) for name in _protocol_names(cls)])


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if cls._is_protocol and not cls.__dict__.get("_is_runtime_protocol"):
            raise TypeError("Instance and class checks can only be used with "
                            "@runtime_checkable protocols")
        if super().__instancecheck__(instance):
            return True
        if not cls._is_protocol:
            return False
        for name in _protocol_names(cls):
            if not hasattr(instance, name):
                return False
            if getattr(instance, name) is None and callable(getattr(cls, name, None)):
                return False
        return True


def _protocol_hook(cls, other):
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    if not cls.__dict__.get("_is_runtime_protocol", False):
        return NotImplemented if cls is Protocol else False
    if not _has_only_methods(cls):
        return NotImplemented
    for name in _protocol_names(cls):
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if name in base.__dict__.get("__annotations__", {}) and \
                    getattr(base, "_is_protocol", False):
                break
        else:
            return NotImplemented
    return True


def _no_instances(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of classes that say what others must have."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = Protocol in cls.__bases__
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_protocol_hook)
        if cls._is_protocol:
            if "__init__" not in cls.__dict__:
                cls.__init__ = _no_instances
        elif cls.__init__ is _no_instances:
            for base in cls.__mro__[1:]:
                init = base.__dict__.get("__init__", _no_instances)
                if init is not _no_instances:
                    cls.__init__ = init
                    break


def runtime_checkable(cls):
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or \
            not getattr(cls, "_is_protocol", False):
        raise TypeError("@runtime_checkable can be only applied to protocol classes, "
                        f"got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


set_generic_bases(Generic, Protocol)
for _cls in (Generic, Protocol):
    type.__setattr__(_cls, "__module__", "typing")
