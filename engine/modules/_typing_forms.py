"""What type hints are made of: variables, types with arguments, special forms."""

from types import FunctionType, GenericAlias, UnionType

# The generic classes are made of these and come later (set_generic_bases).
Generic = Protocol = None


def set_generic_bases(generic, protocol):
    global Generic, Protocol
    Generic = generic
    Protocol = protocol


# --- How types are shown, and what may stand for one ---


def _shown(t):
    if isinstance(t, GenericAlias):
        return repr(t)
    if isinstance(t, type):
        if t.__module__ == "builtins":
            return t.__qualname__
        return f"{t.__module__}.{t.__qualname__}"
    if t is ...:
        return "..."
    if isinstance(t, FunctionType):
        return t.__name__
    return repr(t)


def _as_type(t, message):
    if t is None:
        return type(None)
    if isinstance(t, str):
        return ForwardRef(t)
    if t in (Generic, Protocol):
        raise TypeError(f"Plain {t} is not valid as type argument")
    if isinstance(t, _Form) and t._name in ("ClassVar", "Final") or \
            isinstance(t, _GenericAlias) and t._name in ("ClassVar", "Final"):
        raise TypeError(f"{t} is not valid as type argument")
    if type(t) is tuple:
        raise TypeError(f"{message} Got {t!r:.100}.")
    return t


def _parameters_of(args):
    found = []
    for t in args:
        inner = (t,) if isinstance(t, (TypeVar, ParamSpec, TypeVarTuple)) else \
            _parameters_of(t) if isinstance(t, (list, tuple)) else \
            getattr(t, "__parameters__", ()) if not isinstance(t, type) or \
            isinstance(t, GenericAlias) else ()
        for parameter in inner:
            if parameter not in found:
                found.append(parameter)
    return tuple(found)


class _Hint:
    """What `|` joins to a union."""

    __slots__ = ()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ForwardRef(_Hint):
    """A type that is named by a text."""

    __slots__ = ("__forward_arg__",)

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__forward_arg__ = arg

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


# --- Variables ---


class _Variable(_Hint):
    __slots__ = ()

    def __repr__(self):
        if self.__covariant__:
            return f"+{self.__name__}"
        return f"-{self.__name__}" if self.__contravariant__ else f"~{self.__name__}"

    def _set_variance(self, bound, covariant, contravariant):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__bound__ = None if bound is None else _as_type(bound, "Bound must be a type.")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class TypeVar(_Variable):
    """A type that is left open."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self._set_variance(bound, covariant, contravariant)
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__constraints__ = tuple([_as_type(t, "TypeVar(name, constraint, ...): constraints "
                                                  "must be types.") for t in constraints])


class ParamSpecArgs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"

    def __eq__(self, other):
        if not isinstance(other, ParamSpecArgs):
            return NotImplemented
        return self.__origin__ == other.__origin__


class ParamSpecKwargs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"

    def __eq__(self, other):
        if not isinstance(other, ParamSpecKwargs):
            return NotImplemented
        return self.__origin__ == other.__origin__


class ParamSpec(_Variable):
    """The parameters of a function, left open."""

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self._set_variance(bound, covariant, contravariant)

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)


class TypeVarTuple:
    """Any number of types, left open."""

    def __init__(self, name):
        self.__name__ = name

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


# --- Types with arguments ---


class _GenericAlias(_Hint):
    def __init__(self, origin, args, name=None, shown=None):
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _parameters_of(args)
        self._name = name
        self._shown = shown

    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        args = args if isinstance(args, tuple) else (args,)
        args = tuple([_as_type(t, "Parameters to generic types must be types.") for t in args])
        _check_count(self, args, self.__parameters__)
        values = dict(zip(self.__parameters__, args))
        return self._with(tuple([_substitute(t, values) for t in self.__args__]))

    def _with(self, args):
        if self.__origin__ is Union:
            return Union[args]
        return type(self)(self.__origin__, args, self._name, self._shown)

    def __repr__(self):
        name = f"typing.{self._name}" if self._name else _shown(self.__origin__)
        if self._shown is not None:
            return self._shown(name, self.__args__)
        return f"{name}[{', '.join([_shown(t) for t in self.__args__]) or '()'}]"

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        if self.__origin__ is Union and other.__origin__ is Union:
            return set(self.__args__) == set(other.__args__)
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        if self.__origin__ is Union:
            return hash((Union, frozenset(self.__args__)))
        return hash((self.__origin__, self.__args__))

    def __call__(self, *args, **kwargs):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot instantiate {self!r}")
        if self._name:
            raise TypeError(f"Type {self._name} cannot be instantiated; use "
                            f"{self.__origin__.__name__}() instead")
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __mro_entries__(self, bases):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return _entries_of_named(self, bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            at = bases.index(self)
            for base in bases[at + 1:]:
                if isinstance(base, _GenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__") or "__origin__" not in self.__dict__:
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __instancecheck__(self, instance):
        return self.__subclasscheck__(type(instance))

    def __subclasscheck__(self, cls):
        if self.__origin__ is Union:
            return any([issubclass(cls, part) for part in self.__args__])
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


def _entries_of_named(alias, bases):
    made = [alias.__origin__]
    if alias.__origin__ in bases:
        made = []
    at = bases.index(alias)
    for base in bases[at + 1:]:
        if isinstance(base, _GenericAlias) or isinstance(base, type) and issubclass(base, Generic):
            return tuple(made)
    return (*made, Generic)


def _substitute(t, values):
    if t in values:
        return values[t]
    if isinstance(t, (_GenericAlias, GenericAlias, UnionType)):
        inner = _parameters_of([t])
        if inner:
            return t[tuple([values[p] for p in inner])]
    return t


def _check_count(shown, args, parameters):
    if any([isinstance(p, (ParamSpec, TypeVarTuple)) for p in parameters]):
        return
    if len(args) != len(parameters):
        which = "many" if len(args) > len(parameters) else "few"
        raise TypeError(f"Too {which} arguments for {shown}; actual {len(args)}, expected "
                        f"{len(parameters)}")


# `List`, `Dict` and the like: a name for a class, which may be given arguments.
class _Alias(_Hint):
    def __init__(self, origin, count, name):
        self.__origin__ = origin
        self._count = count
        self._name = name

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        message = "Parameters to generic types must be types."
        args = tuple([_as_type(t, message) for t in args])
        if self._count >= 0 and len(args) != self._count:
            which = "many" if len(args) > self._count else "few"
            raise TypeError(f"Too {which} arguments for {self}; actual {len(args)}, expected "
                            f"{self._count}")
        return _GenericAlias(self.__origin__, args, self._name)

    def __repr__(self):
        return f"typing.{self._name}"

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Type {self._name} cannot be instantiated; use "
                        f"{self.__origin__.__name__}() instead")

    def __mro_entries__(self, bases):
        return _entries_of_named(self, bases)

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


class _CallableAlias(_Alias):
    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        taken, result = params
        result = _as_type(result, "Callable[args, result]: result must be a type.")
        if isinstance(taken, list):
            message = "Callable[[arg, ...], result]: each arg must be a type."
            args = (*[_as_type(t, message) for t in taken], result)
        elif taken is ... or isinstance(taken, (ParamSpec, _GenericAlias)):
            args = (taken, result)
        else:
            raise TypeError("Callable[args, result]: args must be a list. "
                            f"Got {taken}")
        return _GenericAlias(self.__origin__, args, self._name, _shown_callable)


def _shown_callable(name, args):
    if len(args) == 2 and (args[0] is ... or isinstance(args[0], ParamSpec)
                           or isinstance(args[0], _GenericAlias)
                           and args[0]._name == "Concatenate"):
        return f"{name}[{_shown(args[0])}, {_shown(args[1])}]"
    return f"{name}[[{', '.join([_shown(t) for t in args[:-1]])}], {_shown(args[-1])}]"


class _TupleAlias(_Alias):
    def __getitem__(self, params):
        params = params if isinstance(params, tuple) else (params,)
        message = "Tuple[t0, t1, ...]: each t must be a type."
        args = tuple([t if t is ... else _as_type(t, message) for t in params])
        return _GenericAlias(self.__origin__, args, self._name)


# --- Special forms ---


class _Form(_Hint):
    def __init__(self, name, getitem=None):
        self._name = name
        self._getitem = getitem

    def __repr__(self):
        return f"typing.{self._name}"

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __getitem__(self, parameters):
        if self._getitem is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._getitem(self, parameters)

    def __instancecheck__(self, obj):
        raise TypeError(f"{self!r} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self!r} cannot be used with issubclass()")


def _one_type(form, item):
    return _GenericAlias(form, (_as_type(item, f"{form._name} accepts only a single type."),),
                         form._name)


def _members_of_union(parameters):
    members = []
    for t in parameters:
        inner = t.__args__ if isinstance(t, _GenericAlias) and t.__origin__ is Union or \
            isinstance(t, UnionType) else (t,)
        for member in inner:
            if member not in members:
                members.append(member)
    return tuple(members)


def _union(form, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    message = "Union[arg, ...]: each arg must be a type."
    members = _members_of_union([_as_type(t, message) for t in parameters])
    if len(members) == 1:
        return members[0]
    return _GenericAlias(form, members, "Union", _shown_union)


def _shown_union(name, args):
    if len(args) == 2 and type(None) in args:
        other = args[1] if args[0] is type(None) else args[0]
        return f"typing.Optional[{_shown(other)}]"
    return f"{name}[{', '.join([_shown(t) for t in args])}]"


def _optional(form, parameters):
    return Union[_as_type(parameters, f"{form} requires a single type."), type(None)]


def _literal(form, parameters):
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    values = []
    for value in parameters:
        inner = value.__args__ if isinstance(value, _GenericAlias) and \
            value.__origin__ is Literal else (value,)
        for part in inner:
            if not any([type(part) is type(other) and part == other for other in values]):
                values.append(part)
    return _GenericAlias(form, tuple(values), "Literal", _shown_literal)


def _shown_literal(name, args):
    return f"{name}[{', '.join([repr(value) for value in args])}]"


def _concatenate(form, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or "
                        "ellipsis.")
    return _GenericAlias(form, parameters, "Concatenate")


def _unpack(form, item):
    return _GenericAlias(form, (item,), "Unpack", lambda name, args: f"*{_shown(args[0])}")


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Whatever it may be."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


Union = _Form("Union", _union)
Optional = _Form("Optional", _optional)
Literal = _Form("Literal", _literal)
NoReturn = _Form("NoReturn")
Never = _Form("Never")
Self = _Form("Self")
LiteralString = _Form("LiteralString")
TypeAlias = _Form("TypeAlias")
ClassVar = _Form("ClassVar", _one_type)
Final = _Form("Final", _one_type)
TypeGuard = _Form("TypeGuard", _one_type)
Required = _Form("Required", _one_type)
NotRequired = _Form("NotRequired", _one_type)
Concatenate = _Form("Concatenate", _concatenate)
Unpack = _Form("Unpack", _unpack)


class _AnnotatedAlias(_GenericAlias):
    def __init__(self, origin, metadata):
        super().__init__(origin, (origin,), "Annotated")
        self.__metadata__ = metadata

    def _with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __repr__(self):
        notes = ", ".join([repr(note) for note in self.__metadata__])
        return f"typing.Annotated[{_shown(self.__origin__)}, {notes}]"

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return (self.__origin__ == other.__origin__
                and self.__metadata__ == other.__metadata__)

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))


class Annotated:
    """A type with notes."""

    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError("Annotated[...] should be used with at least two arguments (a type "
                            "and an annotation).")
        origin = _as_type(params[0], "Annotated[t, ...]: t must be a type.")
        notes = params[1:]
        if isinstance(origin, _AnnotatedAlias):
            return _AnnotatedAlias(origin.__origin__, origin.__metadata__ + notes)
        return _AnnotatedAlias(origin, notes)


for _cls in (
        ForwardRef, TypeVar, ParamSpecArgs, ParamSpecKwargs, ParamSpec, TypeVarTuple, Any,
        Annotated):
    _cls.__module__ = "typing"
