"""The classes of enumerations."""

from _enum_namespace import EnumNamespace, auto, is_dunder
from _enum_namespace import property as property_of_members
from types import DynamicClassAttribute

# There is no Enum yet when the first classes are made, and flags come later (set_flags).
Enum = Flag = ReprEnum = EJECT = None


def set_flags(flag, eject):
    global Flag, EJECT
    Flag = flag
    EJECT = eject


# What each of the members is made of besides being one, and the enumeration that is extended.
def _mixins(class_name, bases):
    if not bases:
        return object, Enum
    for base in bases:
        for part in base.__mro__:
            if issubclass(part, Enum) and part._member_names_:
                raise TypeError(f"<enum {class_name!r}> cannot extend {part!r}")
    if not issubclass(bases[-1], Enum):
        raise TypeError("new enumerations should be created as "
                        "`EnumName([mixin_type, ...] [data_type,] enum_type)`")
    return _data_type(class_name, bases), bases[-1]


def _data_type(class_name, bases):
    found = []
    passed = []
    for base in bases:
        candidate = None
        for part in base.__mro__:
            passed.append(part)
            if part is object:
                continue
            if issubclass(part, Enum):
                data_type = part._member_type_
                if data_type is object:
                    continue
            elif (part.__module__ == "builtins" or "__new__" in part.__dict__
                  or "__init__" in part.__dict__):
                data_type = candidate or part
            else:
                candidate = candidate or part
                continue
            if data_type not in found:
                found.append(data_type)
            break
    if len(found) > 1:
        raise TypeError(f"too many data types for {class_name!r}: {set(found)!r}")
    return found[0] if found else object


# How the values of the members are shown; None: by `repr`.
def _value_repr(bases):
    for base in bases:
        for part in base.__mro__:
            if part is object:
                continue
            if issubclass(part, Enum):
                return part._value_repr_
            if "__repr__" in part.__dict__:
                return part.__dict__["__repr__"]
    return None


# What makes members: the class's own `__new__`, that of the enumeration it extends, or its type's.
def _member_maker(namespace, data_type, first_enum):
    own = namespace.get("__new__")
    if own is not None:
        return own.__func__ if isinstance(own, staticmethod) else own
    if first_enum is not None:
        for source in (data_type, first_enum):
            made_by = getattr(source, "__new_member__", None)
            if made_by is not None and made_by is not object.__new__:
                return made_by
    return data_type.__new__


def _is_single_bit(value):
    return value > 0 and value & (value - 1) == 0


def _is_flag_class(cls):
    return Flag is not None and issubclass(cls, Flag)


def _make_member(cls, name, value):
    args = value if isinstance(value, tuple) else (value,)
    data_type = cls._member_type_
    if data_type is tuple:
        args = (args,)
    made = cls._new_member_(cls, *args) if cls._use_args_ else cls._new_member_(cls)
    if not hasattr(made, "_value_"):
        if data_type is object:
            made._value_ = value
        else:
            try:
                made._value_ = data_type(*args)
            except Exception:
                if cls._use_args_:
                    raise TypeError("_value_ not set in __new__, unable to create it") from None
                made._value_ = value
    made._name_ = name
    made.__objclass__ = cls
    made.__init__(*args)
    made._sort_order_ = len(cls._member_names_)
    return made


def _same_value(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for there in cls._member_map_.values():
            if there._value_ == value:
                return there
    return None


def _add_member(cls, name, value):
    made = _make_member(cls, name, value)
    value = made._value_
    there = _same_value(cls, value)
    if there is not None:
        made = there
    elif not _is_flag_class(cls) or _is_single_bit(value):
        cls._member_names_.append(name)
    _set_on_class(cls, name, made)
    cls._member_map_[name] = made
    try:
        cls._value2member_map_.setdefault(value, made)
    except TypeError:
        cls._unhashable_values_.append(value)


# A property of Enum's of that name finds the member by itself; anything else is in the way.
def _set_on_class(cls, name, made):
    in_the_way = False
    for base in cls.__mro__[1:]:
        inherited = base.__dict__.get(name)
        if isinstance(inherited, DynamicClassAttribute):
            if not in_the_way:
                return
            redirect = property_of_members(inherited.fget, inherited.fset, inherited.fdel)
            break
        if inherited is not None:
            in_the_way = True
    else:
        if not in_the_way:
            type.__setattr__(cls, name, made)
            return
        redirect = property_of_members()
    redirect.__set_name__(cls, name)
    type.__setattr__(cls, name, redirect)


def _show_value(self):
    return str(self._value_)


def _format_value(self, format_spec):
    return format(self._value_, format_spec)


# A data type's own `__repr__` and the like do not stand before the enumeration's.
def _set_shown(cls, bases, namespace, data_type, first_enum):
    if ReprEnum is not None and ReprEnum in bases:
        if data_type is object:
            raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, "
                            "float, etc.)")
        if "__format__" not in namespace:
            cls.__format__ = _format_value
        if "__str__" not in namespace:
            cls.__str__ = _show_value
    for name in ("__repr__", "__str__", "__format__"):
        if name in namespace or name in cls.__dict__:
            continue
        found = getattr(cls, name)
        if found == getattr(data_type, name) or found == getattr(object, name):
            setattr(cls, name, getattr(first_enum, name))


def _finish_flag(cls):
    single = 0
    for there in cls._member_map_.values():
        if _is_single_bit(there._value_):
            single |= there._value_
    cls._flag_mask_ = single
    values = [there._value_ for there in cls]
    if values != sorted(values):
        cls._iter_member_ = cls._iter_member_by_def_


def _check_order(cls, order):
    if isinstance(order, str):
        order = order.replace(",", " ").split()
    order = [name for name in order
             if name not in cls._member_map_ or name in cls._member_names_]
    if order != cls._member_names_:
        raise TypeError(f"member order does not match _order_:\n  {cls._member_names_!r}\n"
                        f"  {order!r}")


# A member that is a number or a text as well is found among them in sets and dicts.
def _hash_of_value(self):
    return hash(self._value_)


class EnumType(type):
    """The class of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        namespace = EnumNamespace(cls)
        first_enum = _mixins(cls, bases)[1]
        if first_enum is not None:
            namespace["_generate_next_value_"] = first_enum._generate_next_value_
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        ignored = list(classdict._ignore) + ["_ignore_"]
        names = [name for name in classdict._member_names if name not in ignored]
        wrong = [name for name in names if name in ("mro", "")]
        if wrong:
            raise ValueError("invalid enum member name(s) "
                             f"{','.join([repr(name) for name in wrong])}")
        values = [classdict[name] for name in names]
        order = classdict.get("_order_")
        namespace = {name: value for name, value in classdict.items()
                     if name not in ignored and name not in names and name != "_order_"}
        data_type, first_enum = _mixins(cls, bases)
        make = _member_maker(namespace, data_type, first_enum)
        bits = 0
        for value in values:
            if isinstance(value, int):
                bits |= value
        namespace["_new_member_"] = make
        namespace["_use_args_"] = data_type is not object or make is not object.__new__
        namespace["_member_names_"] = []
        namespace["_member_map_"] = {}
        namespace["_value2member_map_"] = {}
        namespace["_unhashable_values_"] = []
        namespace["_member_type_"] = data_type
        namespace["_value_repr_"] = _value_repr(bases)
        if cls == "Flag" and Flag is None or _is_flag_class(first_enum):
            namespace["_boundary_"] = boundary or getattr(first_enum, "_boundary_", None)
            namespace["_flag_mask_"] = bits
            namespace["_all_bits_"] = 2 ** bits.bit_length() - 1
            namespace["_inverted_"] = None
        inherits_hash = Enum is not None and first_enum.__hash__ is Enum.__hash__
        if data_type is not object and inherits_hash and not {"__eq__", "__hash__"} & namespace.keys():
            namespace["__hash__"] = _hash_of_value
        made = super().__new__(metacls, cls, bases, namespace, **kwds)
        for name, value in zip(names, values):
            _add_member(made, name, value)
        if Enum is not None:
            _set_shown(made, bases, namespace, data_type, first_enum)
            if "__new__" in namespace:
                made.__new_member__ = make
            made.__new__ = Enum.__new__
        if _is_flag_class(made):
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__",
                         "__invert__"):
                if name not in namespace:
                    setattr(made, name, getattr(Flag, name))
            _finish_flag(made)
        if order:
            _check_order(made, order)
        return made

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1,
                 boundary=None):
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type,
                            start=start, boundary=boundary)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1,
                 boundary=None):
        bases = (cls,) if type is None else (type, cls)
        metacls = cls.__class__
        classdict = metacls.__prepare__(class_name, bases)
        first_enum = _mixins(class_name, bases)[1]
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            values = []
            for count, name in enumerate(names):
                values.append(first_enum._generate_next_value_(name, start, count, values[:]))
            names = list(zip(names, values))
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            classdict[name] = value
        classdict["__module__"] = "__main__" if module is None else module
        if qualname is not None:
            classdict["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            import warnings
            warnings.warn("in 3.12 __contains__ will no longer raise TypeError, but will return "
                          "True or\nFalse depending on whether the value is a member or the "
                          "value of a member", DeprecationWarning)
            raise TypeError(f"unsupported operand type(s) for 'in': "
                            f"'{type(member).__qualname__}' and "
                            f"'{cls.__class__.__qualname__}'")
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __getattr__(cls, name):
        if is_dunder(name):
            raise AttributeError(name)
        try:
            return cls._member_map_[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @property
    def __members__(cls):
        return dict(cls._member_map_)

    def __repr__(cls):
        kind = "flag" if _is_flag_class(cls) else "enum"
        return f"<{kind} {cls.__name__!r}>"


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """The base of enumerations."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for there in cls._member_map_.values():
                if there._value_ == value:
                    return there
        return _missing_member(cls, value)

    def __init__(self, *args, **kwds):
        pass

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            if max(last_values) == last_values[-1]:
                return last_values[-1] + 1
        except TypeError:
            pass
        import warnings
        warnings.warn("In 3.13 the default `auto()`/`_generate_next_value_` will require all "
                      "values to be sortable and support adding +1\nand the value returned will "
                      "be the largest value in the enum incremented by 1", DeprecationWarning)
        for value in sorted(last_values):
            try:
                return value + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        shown = self.__class__._value_repr_ or repr
        return f"<{self.__class__.__name__}.{self._name_}: {shown(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        names = {"__class__", "__doc__", "__eq__", "__hash__", "__module__"}
        if self.__class__._member_type_ is not object:
            names.update(object.__dir__(self))
        else:
            names.update(("name", "value"))
        for name in self.__dict__:
            if name[0] != "_":
                names.add(name)
        for cls in self.__class__.__mro__:
            for name in cls.__dict__:
                if name[0] != "_":
                    names.add(name)
        return sorted(names)

    def __format__(self, format_spec):
        return format(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property_of_members
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @property_of_members
    def value(self):
        """The value of the Enum member."""
        return self._value_


# What `_missing_` says of a value that no member has.
def _missing_member(cls, value):
    failed = result = None
    try:
        result = cls._missing_(value)
    except Exception as error:
        failed = error
    if isinstance(result, cls):
        return result
    if _is_flag_class(cls) and cls._boundary_ is EJECT and isinstance(result, int):
        return result
    invalid = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    if failed is None:
        if result is None:
            raise invalid
        failed = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of "
                           "None or a valid member")
    if not isinstance(failed, ValueError):
        failed.__context__ = invalid
    raise failed


class ReprEnum(Enum):
    """An enumeration whose members are shown by `str` as their values are."""


class IntEnum(int, ReprEnum):
    """An enumeration of ints."""


class StrEnum(str, ReprEnum):
    """An enumeration of strs."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError(f"encoding must be a string, not {values[1]!r}")
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError(f"errors must be a string, not {values[2]!r}")
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


for _cls in (EnumType, Enum, ReprEnum, IntEnum, StrEnum):
    type.__setattr__(_cls, "__module__", "enum")
