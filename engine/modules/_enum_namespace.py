"""What the body of an enumeration sets, and the marks that it may use."""

from types import DynamicClassAttribute

__all__ = ["EnumNamespace", "auto", "is_dunder", "member", "nonmember", "property"]


class member:
    """Makes what it holds a member, whatever it is."""

    def __init__(self, value):
        self.value = value


class nonmember:
    """Keeps what it holds from being a member."""

    def __init__(self, value):
        self.value = value


class _NoValue:
    def __repr__(self):
        return "_auto_null"


_no_value = _NoValue()


class auto:
    """A value to be chosen by `_generate_next_value_`."""

    def __init__(self, value=_no_value):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class property(DynamicClassAttribute):
    """A property of members; on the class it is the member of that name."""

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            try:
                return ownerclass._member_map_[self.name]
            except KeyError:
                raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
        if self.fget is None:
            raise AttributeError(f"{ownerclass!r} member has no attribute {self.name!r}")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute "
                                 f"{self.name!r}")
        return self.fdel(instance)

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


# --- The body of the class ---


def is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" != name[-3]


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" != name[-2]


def _is_descriptor(value):
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


_reserved = ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_",
             "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_")


class EnumNamespace(dict):
    """What the body of an enumeration sets: it tells members from the rest and fills in values."""

    def __init__(self, class_name):
        super().__init__()
        self._private = f"_{class_name}__"
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._used_auto = False

    def __setitem__(self, key, value):
        if key.startswith(self._private):
            pass
        elif _is_sunder(key):
            if key not in _reserved:
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum "
                                 "use")
            if key == "_generate_next_value_":
                if self._used_auto:
                    raise TypeError("_generate_next_value_ must be defined before members")
                if isinstance(value, staticmethod):
                    value = value.__func__
                self._generate_next_value = value
                value = staticmethod(value)
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) \
                    else list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        elif is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value):
            if isinstance(value, member):
                value = value.value
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            value = self._with_autos(key, value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _with_autos(self, key, value):
        if isinstance(value, auto):
            return self._next_value(key, value)
        if type(value) is tuple and any([isinstance(part, auto) for part in value]):
            return tuple([self._next_value(key, part) if isinstance(part, auto) else part
                          for part in value])
        return value

    def _next_value(self, key, value):
        if value.value is _no_value:
            value.value = self._generate_next_value(key, 1, len(self._member_names),
                                                    self._last_values[:])
        self._used_auto = True
        return value.value

    def update(self, members, **more):
        for key in members.keys() if hasattr(members, "keys") else ():
            self[key] = members[key]
        for key, value in more.items():
            self[key] = value


for _cls in (auto, member, nonmember, property):
    _cls.__module__ = "enum"
