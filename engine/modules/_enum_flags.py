"""Flags: enumerations whose members can be combined."""

from _enum_namespace import auto
from _enum_types import Enum, ReprEnum, StrEnum, set_flags


class FlagBoundary(StrEnum):
    """What becomes of bits that no flag has."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


# In two groups, the sign and the rest, with at least that many digits.
def _bits(value, digits):
    shown = f"{value:b}" if value >= 0 else f"{~value ^ (2 ** value.bit_length() - 1):b}"
    fill = "0" if value >= 0 else "1"
    return f"0b{fill} " + (fill * digits + shown)[-max(digits, len(shown)):]


class Flag(Enum, boundary=CONFORM):
    """An enumeration whose members can be combined."""

    _numeric_repr_ = repr

    def _generate_next_value_(name, start, count, last_values):
        if not count:
            return 1 if start is None else start
        last = max(last_values)
        if not isinstance(last, int):
            raise TypeError(f"invalid flag value {last!r}")
        return 2 ** last.bit_length()

    @classmethod
    def _iter_member_by_value_(cls, value):
        value &= cls._flag_mask_
        while value:
            bit = value & -value
            yield cls._value2member_map_.get(bit)
            value ^= bit

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._flag_mask_
        everything = cls._all_bits_
        if not ~everything <= value <= everything or value & (everything ^ mask):
            if cls._boundary_ is STRICT:
                digits = max(value.bit_length(), mask.bit_length())
                raise ValueError(f"{cls!r} invalid value {value!r}\n"
                                 f"    given {_bits(value, digits)}\n"
                                 f"  allowed {_bits(mask, digits)}")
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif cls._boundary_ is not KEEP:
                raise ValueError(f"{cls!r} unknown flag boundary {cls._boundary_!r}")
            elif value < 0:
                value += max(everything + 1, 2 ** value.bit_length())
        negative = None
        if value < 0:
            negative = value
            value += everything + 1
        unknown = value & ~mask
        if unknown and cls._boundary_ is not KEEP:
            raise ValueError(f"{cls.__name__}({value!r}) -->  unknown values {unknown!r} "
                             f"[{_bits(unknown, 0)}]")
        return cls._combined(value, unknown, negative)

    # Combinations of flags are made when they are first asked for, once each.
    @classmethod
    def _combined(cls, value, unknown, negative):
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        made._name_ = None
        if value & cls._flag_mask_:
            names = [part._name_ for part in cls._iter_member_(value & cls._flag_mask_)]
            if unknown:
                names.append(cls._numeric_repr_(unknown))
            made._name_ = "|".join(names)
        if not unknown:
            made = cls._value2member_map_.setdefault(value, made)
            if negative is not None:
                cls._value2member_map_[negative] = made
        return made

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': "
                            f"{type(other).__qualname__!r} and {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        name = self.__class__.__name__
        if self._name_ is not None:
            name += f".{self._name_}"
        shown = self.__class__._value_repr_ or repr
        return f"<{name}: {shown(self._value_)}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    # The other's bits; None: it is nothing to combine with.
    def _bits_of(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        bits = self._bits_of(other)
        return NotImplemented if bits is None else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = self._bits_of(other)
        return NotImplemented if bits is None else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = self._bits_of(other)
        return NotImplemented if bits is None else self.__class__(self._value_ ^ bits)

    def __invert__(self):
        if self._inverted_ is None:
            if self._boundary_ is KEEP:
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._flag_mask_ ^ self._value_)
            if isinstance(self._inverted_, self.__class__):
                self._inverted_._inverted_ = self
        return self._inverted_

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


set_flags(Flag, EJECT)


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are ints."""


for _cls in (FlagBoundary, Flag, IntFlag):
    type.__setattr__(_cls, "__module__", "enum")
