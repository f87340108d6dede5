"""Functions that make functions of functions."""

from abc import get_cache_token
from collections import namedtuple
from types import GenericAlias, MethodType, UnionType

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering",
           "cache", "cmp_to_key", "lru_cache", "reduce", "partialmethod",
           "singledispatch", "singledispatchmethod", "cached_property"]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        if name == "__dict__":
            for attribute, value in getattr(wrapped, name, {}).items():
                setattr(wrapper, attribute, value)
        else:
            getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# --- Comparison ---

def _not(compare):
    def derived(self, other):
        answer = compare(self, other)
        return answer if answer is NotImplemented else not answer

    return derived


# Whether it holds for what is not equal, by a comparison that holds for neither or both.
def _and_unequal(compare, negated):
    def derived(self, other):
        answer = compare(self, other)
        if answer is NotImplemented:
            return answer
        return (not answer if negated else answer) and self != other

    return derived


def _or_equal(compare, negated):
    def derived(self, other):
        answer = compare(self, other)
        if answer is NotImplemented:
            return answer
        return (not answer if negated else answer) or self == other

    return derived


def _lt(self, other):
    return type(self).__lt__(self, other)


def _le(self, other):
    return type(self).__le__(self, other)


def _gt(self, other):
    return type(self).__gt__(self, other)


def _ge(self, other):
    return type(self).__ge__(self, other)


_derived_orders = {
    "__lt__": {"__gt__": _and_unequal(_lt, True), "__le__": _or_equal(_lt, False),
               "__ge__": _not(_lt)},
    "__le__": {"__ge__": _or_equal(_le, True), "__lt__": _and_unequal(_le, False),
               "__gt__": _not(_le)},
    "__gt__": {"__lt__": _and_unequal(_gt, True), "__ge__": _or_equal(_gt, False),
               "__le__": _not(_gt)},
    "__ge__": {"__le__": _or_equal(_ge, True), "__gt__": _and_unequal(_ge, False),
               "__lt__": _not(_ge)},
}


def total_ordering(cls):
    roots = [name for name in _derived_orders
             if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for root in ("__lt__", "__le__", "__gt__", "__ge__"):
        if root in roots:
            break
    for name, function in _derived_orders[root].items():
        if name not in roots:
            setattr(cls, name, _named_order(function, name))
    return cls


def _named_order(function, name):
    def derived(self, other):
        return function(self, other)

    derived.__name__ = derived.__qualname__ = name
    return derived


class _KeyOfComparison:
    __slots__ = ("obj", "_compare")

    def __init__(self, compare, obj):
        self._compare = compare
        self.obj = obj

    def _order(self, other):
        if not isinstance(other, _KeyOfComparison):
            raise TypeError("other argument must be K instance")
        return self._compare(self.obj, other.obj)

    def __lt__(self, other):
        return self._order(other) < 0

    def __gt__(self, other):
        return self._order(other) > 0

    def __eq__(self, other):
        return self._order(other) == 0

    def __le__(self, other):
        return self._order(other) <= 0

    def __ge__(self, other):
        return self._order(other) >= 0

    __hash__ = None


def cmp_to_key(mycmp):
    def key(obj):
        return _KeyOfComparison(mycmp, obj)

    return key


# --- Folding and binding ---

_absent = object()


def reduce(function, sequence, initial=_absent, /):
    try:
        items = iter(sequence)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    if initial is _absent:
        for value in items:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    else:
        value = initial
    for item in items:
        value = function(value, item)
    return value


class partialmethod:
    """A method whose first arguments are given already."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = {**func.keywords, **keywords}
        else:
            self.func = func
            self.args = args
            self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        given = [repr(value) for value in self.args]
        given += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"{cls.__module__}.{cls.__qualname__}({self.func}, {', '.join(given)})"

    def _function(self):
        def method(self_or_cls, /, *args, **keywords):
            return self.func(self_or_cls, *self.args, *args, **{**self.keywords, **keywords})

        method.__isabstractmethod__ = self.__isabstractmethod__
        method._partialmethod = self
        return method

    def __get__(self, obj, cls=None):
        getter = getattr(self.func, "__get__", None)
        if getter is not None:
            bound = getter(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                return result
        return self._function().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(GenericAlias)


# --- Remembering results ---

_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])
_keyword_mark = object()
_plain_key_types = (int, str)


def _key_of_call(args, kwds, typed):
    if not kwds and not typed:
        if len(args) == 1 and type(args[0]) in _plain_key_types:
            return args[0]
        return args
    key = args
    if kwds:
        key += (_keyword_mark,)
        for item in kwds.items():
            key += item
    if typed:
        key += tuple([type(value) for value in args])
        key += tuple([type(value) for value in kwds.values()])
    return key


class _lru_cache_wrapper:
    def __init__(self, func, maxsize, typed):
        self._func = func
        self._maxsize = maxsize
        self._typed = typed
        self._results = {}
        self._hits = self._misses = 0

    def __call__(self, /, *args, **kwds):
        if self._maxsize == 0:
            self._misses += 1
            return self._func(*args, **kwds)
        results = self._results
        key = _key_of_call(args, kwds, self._typed)
        result = results.get(key, _absent)
        if result is not _absent:
            self._hits += 1
            if self._maxsize is not None:
                results[key] = results.pop(key)
            return result
        self._misses += 1
        result = self._func(*args, **kwds)
        if self._maxsize is not None:
            if key in results:
                return result
            if len(results) >= self._maxsize:
                del results[next(iter(results))]
        results[key] = result
        return result

    def __get__(self, obj, cls=None):
        return self if obj is None else MethodType(self, obj)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def cache_info(self):
        return _CacheInfo(self._hits, self._misses, self._maxsize, len(self._results))

    def cache_clear(self):
        self._results = {}
        self._hits = self._misses = 0

    def cache_parameters(self):
        return {"maxsize": self._maxsize, "typed": self._typed}


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return update_wrapper(_lru_cache_wrapper(maxsize, 128, typed), maxsize)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(user_function):
        return update_wrapper(_lru_cache_wrapper(user_function, maxsize, typed), user_function)

    return decorating_function


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    """An attribute that is computed when it is first asked for."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ "
                            "on it.")
        try:
            values = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to "
                            f"cache {self.attrname!r} property.") from None
        value = values.get(self.attrname, _absent)
        if value is _absent:
            value = self.func(instance)
            values[self.attrname] = value
        return value

    __class_getitem__ = classmethod(GenericAlias)


# --- Functions that are chosen by the class of their first argument ---

# Of those registered classes, the one that comes first for `cls`: its own bases in their order, and
# behind each of them what it is only by registration or by having the methods.
def _nearest(cls, registered):
    for part in cls.__mro__:
        if part in registered and part is not object:
            return part
        above = [t for t in registered if t not in cls.__mro__ and issubclass(part, t)
                 and not any([issubclass(base, t) for base in part.__bases__])]
        nearest = [t for t in above
                   if not any([other is not t and issubclass(other, t) for other in above])]
        if len(nearest) > 1:
            raise RuntimeError(f"Ambiguous dispatch: {nearest[0]} or {nearest[1]}")
        if nearest:
            return nearest[0]
    return object


def _is_class(cls):
    return isinstance(cls, type) and not isinstance(cls, GenericAlias)


def _is_class_or_union(cls):
    if _is_class(cls):
        return True
    return isinstance(cls, UnionType) and all([_is_class(part) for part in cls.__args__])


def _annotated_class(func):
    annotations = getattr(func, "__annotations__", {})
    if not annotations:
        raise TypeError(f"Invalid first argument to `register()`: {func!r}. Use either "
                        "`@register(some_class)` or plain `@register` on an annotated function.")
    argname, cls = next(iter(annotations.items()))
    if not _is_class_or_union(cls):
        if isinstance(cls, UnionType):
            raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} not all arguments are "
                            "classes.")
        raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} is not a class.")
    return cls


def singledispatch(func):
    registry = {object: func}
    chosen = {}
    asked_at = get_cache_token()

    def dispatch(cls):
        nonlocal asked_at
        if asked_at != get_cache_token():
            chosen.clear()
            asked_at = get_cache_token()
        if cls not in chosen:
            chosen[cls] = registry[cls if cls in registry else _nearest(cls, registry)]
        return chosen[cls]

    def register(cls, func=None):
        if _is_class_or_union(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError("Invalid first argument to `register()`. "
                                f"{cls!r} is not a class or union type.")
            func = cls
            cls = _annotated_class(func)
        for part in cls.__args__ if isinstance(cls, UnionType) else (cls,):
            registry[part] = func
        chosen.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    update_wrapper(wrapper, func)
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = chosen.clear
    return wrapper


class singledispatchmethod:
    """The same for methods: it is the first argument after `self` that counts."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            chosen = self.dispatcher.dispatch(args[0].__class__)
            return chosen.__get__(obj, cls)(*args, **kwargs)

        method.__isabstractmethod__ = self.__isabstractmethod__
        method.register = self.register
        update_wrapper(method, self.func)
        return method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
