"""Names of the kinds of objects that have no other name."""

import sys as _sys

__all__ = ["AsyncGeneratorType", "BuiltinFunctionType", "BuiltinMethodType", "CoroutineType",
           "DynamicClassAttribute", "EllipsisType", "FunctionType", "GeneratorType",
           "GenericAlias", "LambdaType", "MappingProxyType", "MethodType", "ModuleType",
           "NoneType", "NotImplementedType", "SimpleNamespace", "TracebackType", "UnionType",
           "new_class", "prepare_class", "resolve_bases"]


def _function():
    pass


def _generator():
    yield


async def _coroutine():
    pass


async def _asynchronous_generator():
    yield


def _of_coroutine():
    made = _coroutine()
    made.close()
    return type(made)


def _traceback():
    try:
        raise ValueError
    except ValueError as error:
        return type(error.__traceback__)


class SimpleNamespace:
    """An object with the attributes that it is given."""

    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        for other in _in_repr:
            if other is self:
                return "namespace(...)"
        _in_repr.append(self)
        try:
            shown = ", ".join([f"{name}={value!r}" for name, value in self.__dict__.items()])
        finally:
            _in_repr.pop()
        cls = type(self)
        return f"{'namespace' if cls is SimpleNamespace else cls.__name__}({shown})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None


_in_repr = []


class DynamicClassAttribute:
    """A property of instances; on the class the name means what __getattr__ says."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.__doc__ = fget.__doc__ if doc is None and fget is not None else doc
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def getter(self, fget):
        return type(self)(fget, self.fset, self.fdel, self.__doc__)

    def setter(self, fset):
        return type(self)(self.fget, fset, self.fdel, self.__doc__)

    def deleter(self, fdel):
        return type(self)(self.fget, self.fset, fdel, self.__doc__)


def resolve_bases(bases):
    resolved = []
    changed = False
    for base in bases:
        if isinstance(base, type) or not hasattr(base, "__mro_entries__"):
            resolved.append(base)
            continue
        entries = base.__mro_entries__(bases)
        if not isinstance(entries, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        resolved += entries
        changed = True
    return tuple(resolved) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    kwds = {} if kwds is None else dict(kwds)
    meta = kwds.pop("metaclass", None)
    if meta is None:
        meta = type(bases[0]) if bases else type
    for base in bases:
        if issubclass(type(base), meta):
            meta = type(base)
        elif not issubclass(meta, type(base)):
            raise TypeError("metaclass conflict: the metaclass of a derived class must be a "
                            "(non-strict) subclass of the metaclasses of all its bases")
    namespace = meta.__prepare__(name, bases, **kwds) if hasattr(meta, "__prepare__") else {}
    return meta, namespace, kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, resolved, namespace, **kwds)


FunctionType = LambdaType = type(_function)
GeneratorType = type(_generator())
CoroutineType = _of_coroutine()
AsyncGeneratorType = type(_asynchronous_generator())
BuiltinFunctionType = BuiltinMethodType = type(len)
EllipsisType = type(...)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
UnionType = type(int | str)
GenericAlias = type(list[int])
TracebackType = _traceback()
MappingProxyType = type(type.__dict__)
MethodType = type(SimpleNamespace().__repr__)
ModuleType = type(_sys)
