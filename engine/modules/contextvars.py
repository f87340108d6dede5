"""Values that each task has for itself."""

from _contextvars import current, enter, leave

__all__ = ["Context", "ContextVar", "Token", "copy_context"]


class _Missing:
    def __repr__(self):
        return "<Token.MISSING>"


_absent = _Missing()


class Token:
    """What a variable was before it was set."""

    __slots__ = ("_values", "var", "old_value", "_used")
    MISSING = _absent

    def __new__(cls):
        raise RuntimeError("Tokens can only be created by ContextVars")

    def __repr__(self):
        used = " used" if self._used else ""
        return f"<Token{used} var={self.var!r} at {id(self):#x}>"

    def __class_getitem__(cls, item):
        return cls


def _new_token(values, var):
    token = object.__new__(Token)
    token._values = values
    token.var = var
    token.old_value = values.get(var, _absent)
    token._used = False
    return token


class ContextVar:
    """A variable with a value in each context."""

    __slots__ = ("_name", "_default")

    def __init__(self, name, /, *, default=_absent):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    @property
    def name(self):
        return self._name

    def get(self, default=_absent, /):
        value = current().get(self, _absent)
        if value is not _absent:
            return value
        if default is not _absent:
            return default
        if self._default is _absent:
            raise LookupError(self)
        return self._default

    def set(self, value, /):
        values = current()
        token = _new_token(values, self)
        values[self] = value
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token.var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        values = current()
        if token._values is not values:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token.old_value is _absent:
            values.pop(self, None)
        else:
            values[self] = token.old_value

    def __repr__(self):
        default = "" if self._default is _absent else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"

    def __class_getitem__(cls, item):
        return cls


class Context:
    """The values of all variables."""

    __slots__ = ("_values",)

    def __init__(self):
        self._values = {}

    def run(self, callable, /, *args, **kwargs):
        if not enter(self._values):
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        try:
            return callable(*args, **kwargs)
        finally:
            leave(self._values)

    def copy(self):
        made = Context()
        made._values = self._values.copy()
        return made

    def _check(self, key):
        if not isinstance(key, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {key!r}")
        return key

    def __getitem__(self, key):
        return self._values[self._check(key)]

    def __contains__(self, key):
        return self._check(key) in self._values

    def get(self, key, default=None, /):
        return self._values.get(self._check(key), default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    __hash__ = None


def copy_context():
    made = Context()
    made._values = current().copy()
    return made


for _each in (Context, ContextVar, Token):
    _each.__module__ = "_contextvars"
