"""Tuples with names."""

from _signature import Signature
from keyword import iskeyword

__all__ = ["namedtuple"]


class _tuplegetter:
    def __init__(self, at, text):
        self._at = at
        self.__doc__ = text

    def __get__(self, instance, owner=None):
        return self if instance is None else instance[self._at]

    def __set__(self, instance, value):
        raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        raise AttributeError("can't delete attribute")


def _usable_names(names):
    seen = set()
    for at, name in enumerate(names):
        if (not name.isidentifier() or iskeyword(name) or name.startswith("_")
                or name in seen):
            names[at] = f"_{at}"
        seen.add(names[at])
    return names


def _check_names(typename, names, rename):
    for name in [typename] + names:
        if type(name) is not str:
            raise TypeError("Type names and field names must be strings")
        if not name.isidentifier():
            raise ValueError("Type names and field names must be valid identifiers: "
                             f"{name!r}")
        if iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = [str(name) for name in field_names]
    typename = str(typename)
    if rename:
        names = _usable_names(names)
    _check_names(typename, names, rename)
    default_of = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(names):
            raise TypeError("Got more default values than field names")
        default_of = dict(zip(names[len(names) - len(defaults):], defaults))
    signature = Signature(f"{typename}.__new__", ["_cls"] + names, (), default_of)
    make = tuple.__new__
    count = len(names)

    def __new__(*args, **kwargs):
        if kwargs or len(args) != count + 1:
            args = signature.bind(args, kwargs)
        return make(args[0], args[1:])

    def _make(cls, iterable):
        made = make(cls, iterable)
        if len(made) != count:
            raise TypeError(f"Expected {count} arguments, got {len(made)}")
        return made

    def _replace(self, /, **kwds):
        made = self._make([kwds.pop(name, value) for name, value in zip(names, self)])
        if kwds:
            raise ValueError(f"Got unexpected field names: {list(kwds)!r}")
        return made

    def __repr__(self):
        shown = ", ".join([f"{name}={value!r}" for name, value in zip(names, self)])
        return f"{self.__class__.__name__}({shown})"

    def _asdict(self):
        return dict(zip(names, self))

    def __getnewargs__(self):
        return tuple(self)

    methods = (__new__, _replace, __repr__, _asdict, __getnewargs__)
    namespace = {
        "__doc__": f"{typename}({', '.join(names)})",
        "__slots__": (),
        "_fields": tuple(names),
        "_field_defaults": default_of,
        "__match_args__": tuple(names),
        "__module__": "__main__" if module is None else module,
    }
    for method in methods:
        method.__qualname__ = f"{typename}.{method.__name__}"
        namespace[method.__name__] = method
    _make.__qualname__ = f"{typename}._make"
    namespace["_make"] = classmethod(_make)
    for at, name in enumerate(names):
        namespace[name] = _tuplegetter(at, f"Alias for field number {at}")
    return type(typename, (tuple,), namespace)
