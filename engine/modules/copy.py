"""Copies of objects, shallow and deep."""

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error


def _nothing():
    pass


# What never changes, or is what it is by being itself.
_atomic = (type(None), int, float, bool, str, type, range, type(...), type(NotImplemented),
           type(_nothing), type(len), type(str.upper), property)
_containers = (list, dict, set, frozenset, tuple)


def _is_atomic(cls):
    return cls in _atomic or issubclass(cls, type)


def copy(x):
    cls = type(x)
    if _is_atomic(cls) or cls is tuple or cls is frozenset:
        return x
    if cls in (list, dict, set):
        return x.copy()
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    return _rebuild(x, cls, lambda value: value)


def deepcopy(x, memo=None, _nil=[]):
    if memo is None:
        memo = {}
    there = memo.get(id(x), _nil)
    if there is not _nil:
        return there
    cls = type(x)
    if _is_atomic(cls):
        return x
    method = getattr(cls, "__deepcopy__", None)
    if method is not None:
        made = method(x, memo)
    elif cls is list:
        made = memo[id(x)] = []
        for item in x:
            made.append(deepcopy(item, memo))
    elif cls is dict:
        made = memo[id(x)] = {}
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        made = _deep_tuple(x, memo)
    elif cls is set or cls is frozenset:
        made = cls([deepcopy(item, memo) for item in x])
    elif cls.__name__ == "method":
        made = cls(x.__func__, deepcopy(x.__self__, memo))
    else:
        made = _rebuild(x, cls, lambda value: deepcopy(value, memo), memo)
    if made is not x:
        memo[id(x)] = made
        # The original has to live as long as its id is used.
        memo.setdefault(id(memo), []).append(x)
    return made


def _deep_tuple(x, memo):
    made = [deepcopy(item, memo) for item in x]
    if id(x) in memo:
        return memo[id(x)]
    for old, new in zip(x, made):
        if old is not new:
            return tuple(made)
    return x


def _slots_of(cls):
    names = []
    for part in cls.__mro__:
        slots = part.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name.startswith("__") and not name.endswith("__"):
                name = f"_{part.__name__.lstrip('_')}{name}"
            if name not in ("__dict__", "__weakref__"):
                names.append(name)
    return names


# A new object of the class with what the old one holds, each put through `convert`.
def _rebuild(x, cls, convert, memo=None):
    if cls.__name__ in ("generator", "coroutine", "async_generator", "module", "traceback",
                        "list_iterator", "dict_keys", "dict_values", "dict_items"):
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    if isinstance(x, BaseException):
        made = cls.__new__(cls, *x.args)
        made.args = tuple([convert(value) for value in x.args])
    elif isinstance(x, (int, float, str)):
        base = [part for part in cls.__mro__ if part in _atomic][0]
        made = base.__new__(cls, x)
    elif isinstance(x, (tuple, frozenset, set)):
        base = [part for part in cls.__mro__ if part in _containers][0]
        items = [convert(item) for item in base.__iter__(x)]
        if base is set:
            made = cls.__new__(cls)
            made.update(items)
        else:
            made = base.__new__(cls, items)
    else:
        made = cls.__new__(cls)
    if memo is not None:
        memo[id(x)] = made
    state = _state_of(x)
    if state is not None and hasattr(cls, "__setstate__") and not isinstance(x, BaseException):
        made.__setstate__(convert(state))
    else:
        _set_state(made, state, convert)
    if isinstance(x, list):
        for item in list.__iter__(x):
            made.append(convert(item))
    elif isinstance(x, dict):
        if hasattr(x, "default_factory"):
            made.default_factory = x.default_factory
        for key, value in x.items():
            made[convert(key)] = convert(value)
    return made


def _state_of(x):
    method = getattr(type(x), "__getstate__", None)
    if method is not None and method is not getattr(object, "__getstate__", None):
        return method(x)
    values = dict(getattr(x, "__dict__", {}))
    slots = {name: getattr(x, name) for name in _slots_of(type(x)) if hasattr(x, name)}
    return (values, slots) if values or slots else None


def _set_state(made, state, convert):
    if state is None:
        return
    values, slots = state if isinstance(state, tuple) else (state, {})
    for name, value in values.items():
        if isinstance(made, BaseException):
            setattr(made, name, convert(value))
        else:
            made.__dict__[name] = convert(value)
    for name, value in slots.items():
        object.__setattr__(made, name, convert(value))
