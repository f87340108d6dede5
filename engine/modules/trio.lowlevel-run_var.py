"""Variables of a run."""

__all__ = ["RunVar", "RunVarToken"]

from types import GenericAlias


class _NoValue:
    pass


_NoValue.__module__ = "trio._core._local"


class _NoPublicConstructor(type):
    def __call__(cls, *args, **kwargs):
        raise TypeError(f"{cls.__module__}.{cls.__qualname__} has no public constructor")

    def _create(cls, *args):
        return super().__call__(*args)


class RunVarToken(metaclass=_NoPublicConstructor):
    __slots__ = ("_var", "previous_value", "redeemed")
    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, var, previous_value=_NoValue):
        self._var = var
        self.previous_value = previous_value
        self.redeemed = False

    def __repr__(self):
        return (f"RunVarToken(_var={self._var!r}, previous_value={self.previous_value!r}, "
                f"redeemed={self.redeemed!r})")


_values = {}  # of the run that _token is of
_token = None


# Null outside of a run.
def _values_of_run():
    global _token
    if not in_trio_run():
        return None
    token = current_trio_token()
    if token is not _token:
        _token = token
        _values.clear()
    return _values


class RunVar:
    __slots__ = ("_name", "_default")
    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, name, default=_NoValue):
        self._name = name
        self._default = default

    def get(self, default=_NoValue):
        values = _values_of_run()
        if values is None:
            raise RuntimeError("Cannot be used outside of a run context") from None
        if self in values:
            return values[self]
        if default is not _NoValue:
            return default
        if self._default is not _NoValue:
            return self._default
        raise LookupError(self) from None

    def set(self, value):
        try:
            token = RunVarToken._create(self, self.get())
        except LookupError:
            token = RunVarToken._create(self)
        _values_of_run()[self] = value
        return token

    def reset(self, token):
        if token is None:
            raise TypeError("token must not be none")
        if token.redeemed:
            raise ValueError("token has already been used")
        if token._var is not self:
            raise ValueError("token is not for us")
        values = _values_of_run()
        if values is None:
            raise RuntimeError("Cannot be used outside of a run context") from None
        if token.previous_value is _NoValue:
            values.pop(self)
        else:
            values[self] = token.previous_value
        token.redeemed = True

    def __repr__(self):
        return f"<RunVar name={self._name!r}>"
