"""Classes whose methods follow from their fields."""

import copy
from _signature import MISSING, Signature
from types import GenericAlias

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING",
           "fields", "asdict", "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    pass


class _Marker:
    def __init__(self, text):
        self._text = text

    def __repr__(self):
        return self._text


KW_ONLY = _Marker("<dataclasses.KW_ONLY>")  # as an annotation: what follows is given by name only
_from_factory = _Marker("<factory>")
_plain_field = _Marker("_FIELD")
_class_variable = _Marker("_FIELD_CLASSVAR")
_init_variable = _Marker("_FIELD_INITVAR")
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class InitVar:
    """The annotation of what is given to __init__ and to __post_init__ and kept nowhere."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type) and not isinstance(self.type, GenericAlias):
            return f"dataclasses.InitVar[{self.type.__name__}]"
        return f"dataclasses.InitVar[{self.type!r}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare",
                 "metadata", "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},"
                f"repr={self.repr!r},hash={self.hash!r},compare={self.compare!r},"
                f"metadata=mappingproxy({self.metadata!r}),kw_only={self.kw_only!r},"
                f"_field_type={self._field_type})")

    def __set_name__(self, owner, name):
        method = getattr(type(self.default), "__set_name__", None)
        if method:
            method(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        return (f"_DataclassParams(init={self.init!r},repr={self.repr!r},eq={self.eq!r},"
                f"order={self.order!r},unsafe_hash={self.unsafe_hash!r},"
                f"frozen={self.frozen!r})")


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None,
          compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# --- The fields of a class ---


def _is_named(annotation, module, name):
    if not isinstance(annotation, str):
        return False
    text = annotation.split("[")[0].strip()
    return text == name or text == f"{module}.{name}"


def _kind_of(annotation):
    if isinstance(annotation, InitVar) or annotation is InitVar:
        return _init_variable
    if _is_named(annotation, "dataclasses", "InitVar"):
        return _init_variable
    if (getattr(annotation, "_name", None) == "ClassVar"
            or getattr(getattr(annotation, "__origin__", None), "_name", None) == "ClassVar"
            or _is_named(annotation, "typing", "ClassVar")):
        return _class_variable
    return _plain_field


def _make_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        # What __slots__ put there is no default.
        if type(default).__name__ == "member_descriptor":
            default = MISSING
        made = field(default=default)
    made.name = name
    made.type = annotation
    made._field_type = _kind_of(annotation)
    if made._field_type is not _plain_field and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made._field_type is not _class_variable:
        if made.kw_only is MISSING:
            made.kw_only = kw_only
    elif made.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    is_mutable = (isinstance(made.default, (list, dict, set))
                  or made.default.__class__.__hash__ is None)
    if made._field_type is _plain_field and is_mutable:
        raise ValueError(f"mutable default {type(made.default)} for field {name} is not allowed: "
                         "use default_factory")
    return made


def _own_fields(cls, kw_only):
    made = []
    seen_mark = False
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if annotation is KW_ONLY or _is_named(annotation, "dataclasses", "KW_ONLY"):
            if seen_mark:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_mark = True
            kw_only = True
        else:
            made.append(_make_field(cls, name, annotation, kw_only))
    for f in made:
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return made


def _inherit_fields(cls):
    all_fields = {}
    any_frozen = False
    has_bases = False
    for base in cls.__mro__[-1:0:-1]:
        inherited = getattr(base, _FIELDS, None)
        if inherited is not None:
            has_bases = True
            for f in inherited.values():
                all_fields[f.name] = f
            if getattr(base, _PARAMS).frozen:
                any_frozen = True
    return all_fields, has_bases, any_frozen


# --- Methods ---


# Whether the class has its own already, which then stays.
def _give(cls, name, function):
    if name in cls.__dict__:
        return True
    _give_always(cls, name, function)
    return False


def _give_always(cls, name, function):
    function.__name__ = name
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    function.__module__ = cls.__module__
    setattr(cls, name, function)


def _init_signature(cls, all_fields):
    positional = [f for f in all_fields if f.init and not f.kw_only]
    keyword_only = [f for f in all_fields if f.init and f.kw_only]
    defaults = {}
    for f in positional + keyword_only:
        if f.default is not MISSING:
            defaults[f.name] = f.default
        elif f.default_factory is not MISSING:
            defaults[f.name] = _from_factory
    seen_default = False
    for f in positional:
        if f.name in defaults:
            seen_default = True
        elif seen_default:
            raise TypeError(f"non-default argument {f.name!r} follows default argument")
    self_name = "__dataclass_self__" if "self" in [f.name for f in all_fields] else "self"
    return Signature(f"{cls.__qualname__}.__init__",
                     [self_name] + [f.name for f in positional],
                     [f.name for f in keyword_only], defaults)


def _init_method(cls, all_fields, frozen):
    kept = [f for f in all_fields if f._field_type is _plain_field
            or f._field_type is _init_variable]
    signature = _init_signature(cls, kept)
    place = {name: at for at, name in enumerate(signature.names)}
    # Each field: its name, where its value stands among the arguments or -1, its factory or None.
    steps = []
    for f in kept:
        if f._field_type is not _plain_field:
            continue
        factory = None if f.default_factory is MISSING else f.default_factory
        if f.init:
            steps.append((f.name, place[f.name], factory))
        elif factory is not None:
            steps.append((f.name, -1, factory))
        elif f.default is not MISSING and "__slots__" in cls.__dict__:
            steps.append((f.name, -1, lambda value=f.default: value))
    given_on = [place[f.name] for f in kept if f._field_type is _init_variable and f.init]
    has_post_init = hasattr(cls, "__post_init__")
    bind = signature.bind
    count = len(signature.names)
    simple = not signature.keyword_only
    assign = object.__setattr__ if frozen else setattr

    def __init__(*args, **kwargs):
        if kwargs or len(args) != count or not simple:
            args = bind(args, kwargs)
        self = args[0]
        for name, at, factory in steps:
            if at < 0:
                value = factory()
            else:
                value = args[at]
                if value is _from_factory:
                    value = factory()
            assign(self, name, value)
        if has_post_init:
            self.__post_init__(*[args[at] for at in given_on])

    __init__.__annotations__ = {f.name: f.type for f in kept if f.init}
    __init__.__annotations__["return"] = None
    return __init__


_in_repr = []


def _repr_method(names):
    def __repr__(self):
        for other in _in_repr:
            if other is self:
                return "..."
        _in_repr.append(self)
        try:
            shown = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
        finally:
            _in_repr.pop()
        return f"{self.__class__.__qualname__}({shown})"

    __repr__.__wrapped__ = None  # known by it to pprint
    return __repr__


def _eq_method(names):
    def __eq__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return (tuple([getattr(self, name) for name in names])
                == tuple([getattr(other, name) for name in names]))

    return __eq__


def _order_methods(names):
    def values(self):
        return tuple([getattr(self, name) for name in names])

    def __lt__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) < values(other)

    def __le__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) <= values(other)

    def __gt__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) > values(other)

    def __ge__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) >= values(other)

    return __lt__, __le__, __gt__, __ge__


def _hash_method(names):
    def __hash__(self):
        return hash(tuple([getattr(self, name) for name in names]))

    return __hash__


def _frozen_methods(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
             weakref_slot):
    all_fields, has_bases, any_frozen = _inherit_fields(cls)
    own_hash = cls.__dict__.get("__hash__", MISSING)
    has_own_hash = own_hash is not MISSING and (own_hash is not None
                                                or "__eq__" not in cls.__dict__)
    for f in _own_fields(cls, kw_only):
        all_fields[f.name] = f
    if has_bases:
        if any_frozen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not any_frozen and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, all_fields)
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen))
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    everything = list(all_fields.values())
    kept = [f for f in everything if f._field_type is _plain_field]
    compared = [f.name for f in kept if f.compare]
    if init:
        _give_always(cls, "__init__", _init_method(cls, everything, frozen))
    if repr:
        _give(cls, "__repr__", _repr_method([f.name for f in kept if f.repr]))
    if eq:
        _give(cls, "__eq__", _eq_method(compared))
    if order:
        for function in _order_methods(compared):
            if _give(cls, function.__name__, function):
                raise TypeError(f"Cannot overwrite attribute {function.__name__} in class "
                                f"{cls.__name__}. Consider using functools.total_ordering")
    if frozen:
        for function in _frozen_methods(cls, [f.name for f in kept]):
            if _give(cls, function.__name__, function):
                raise TypeError(f"Cannot overwrite attribute {function.__name__} in class "
                                f"{cls.__name__}")
    hashed = [f.name for f in kept if (f.compare if f.hash is None else f.hash)]
    if unsafe_hash:
        if has_own_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        _give_always(cls, "__hash__", _hash_method(hashed))
    elif eq and not has_own_hash:
        if frozen:
            _give_always(cls, "__hash__", _hash_method(hashed))
        else:
            cls.__hash__ = None
    if cls.__doc__ is None:
        cls.__doc__ = f"{cls.__name__}{_shown_signature(everything)}"
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([f.name for f in everything if f.init and not f.kw_only
                                    and f._field_type is not _class_variable])
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _with_slots(cls, frozen, weakref_slot)
    return cls


def _shown_annotation(annotation):
    if isinstance(annotation, type) and not isinstance(annotation, GenericAlias):
        if annotation.__module__ == "builtins":
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation)


# The documentation that a class without one gets: its __init__ as it could be written.
def _shown_signature(all_fields):
    shown = []
    init = [f for f in all_fields if f.init and f._field_type is not _class_variable]
    ordered = [f for f in init if not f.kw_only] + [f for f in init if f.kw_only]
    star = False
    for f in ordered:
        if f.kw_only and not star:
            star = True
            shown.append("*")
        text = f"{f.name}: {_shown_annotation(f.type)}"
        if f.default is not MISSING:
            text += f" = {f.default!r}"
        elif f.default_factory is not MISSING:
            text += " = <factory>"
        shown.append(text)
    return f"({', '.join(shown)})"


def _with_slots(cls, frozen, weakref_slot):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = tuple([f.name for f in fields(cls)])
    inherited = []
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        inherited += [slots] if isinstance(slots, str) else list(slots)
    slots = [name for name in names if name not in inherited]
    if weakref_slot and "__weakref__" not in inherited:
        slots.append("__weakref__")
    namespace["__slots__"] = tuple(slots)
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = cls.__qualname__
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = qualname
    all_fields = list(getattr(made, _FIELDS).values())
    if "__init__" in namespace and getattr(made, _PARAMS).init:
        _give_always(made, "__init__", _init_method(made, all_fields, frozen))
    if frozen:
        for function in _frozen_methods(made, names):
            _give_always(made, function.__name__, function)
        if "__getstate__" not in namespace:
            made.__getstate__ = _get_state
        if "__setstate__" not in namespace:
            made.__setstate__ = _set_state
    return made


def _get_state(self):
    return [getattr(self, f.name) for f in fields(self)]


def _set_state(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
              frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only,
                        slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


# --- What can be asked of them ---


def fields(class_or_instance):
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([f for f in found.values() if f._field_type is _plain_field])


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) and not isinstance(obj, GenericAlias) else type(obj)
    return hasattr(cls, _FIELDS)


# Rebuilds containers, with `convert` for the dataclasses in them.
def _rebuild(obj, convert, dict_factory):
    if _is_instance(obj):
        return convert(obj)
    kind = type(obj)
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return kind(*[_rebuild(value, convert, dict_factory) for value in obj])
    if isinstance(obj, (list, tuple)):
        return kind([_rebuild(value, convert, dict_factory) for value in obj])
    if isinstance(obj, dict):
        pairs = [(_rebuild(key, convert, dict_factory), _rebuild(value, convert, dict_factory))
                 for key, value in obj.items()]
        if hasattr(kind, "default_factory") or hasattr(obj, "default_factory"):
            made = kind(getattr(obj, "default_factory"))
            for key, value in pairs:
                made[key] = value
            return made
        return kind(pairs)
    return copy.deepcopy(obj)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")

    def convert(obj):
        return dict_factory([(f.name, _rebuild(getattr(obj, f.name), convert, dict_factory))
                             for f in fields(obj)])

    return convert(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")

    def convert(obj):
        return tuple_factory([_rebuild(getattr(obj, f.name), convert, dict)
                              for f in fields(obj)])

    return convert(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _class_variable:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be "
                                 "specified with replace()")
            continue
        if f.name not in changes:
            if f._field_type is _init_variable and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True,
                   order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
                   slots=False, weakref_slot=False):
    names = {} if namespace is None else dict(namespace)
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, "typing.Any"
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, names[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation
    names["__annotations__"] = annotations
    names.setdefault("__module__", "types")
    made = type(cls_name, bases, names)
    return dataclass(made, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash,
                     frozen=frozen, match_args=match_args, kw_only=kw_only, slots=slots,
                     weakref_slot=weakref_slot)
