"""Enumerations: classes whose few objects have names."""

from _enum_namespace import auto, member, nonmember, property
from _enum_flags import CONFORM, EJECT, KEEP, STRICT, Flag, FlagBoundary, IntFlag
from _enum_types import Enum, EnumMeta, EnumType, IntEnum, ReprEnum, StrEnum

__all__ = ["EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum",
           "auto", "unique", "property", "verify", "member", "nonmember", "FlagBoundary",
           "STRICT", "CONFORM", "EJECT", "KEEP", "global_flag_repr", "global_enum_repr",
           "global_str", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE"]


def unique(enumeration):
    aliases = [(name, there.name) for name, there in enumeration.__members__.items()
               if name != there.name]
    if aliases:
        told = ", ".join([f"{alias} -> {name}" for alias, name in aliases])
        raise ValueError(f"duplicate values found in {enumeration!r}: {told}")
    return enumeration


class EnumCheck(StrEnum):
    """What `verify` can look for."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Checks an enumeration for several things."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                self._check_unique(enumeration)
            elif check is CONTINUOUS:
                self._check_continuous(enumeration)
            elif check is NAMED_FLAGS:
                self._check_flags(enumeration)
        return enumeration

    def _check_unique(self, enumeration):
        aliases = [f"{name} -> {there.name}" for name, there in enumeration.__members__.items()
                   if name != there.name]
        if aliases:
            raise ValueError(f"aliases found in {enumeration!r}: {', '.join(aliases)}")

    def _check_continuous(self, enumeration):
        values = {there.value for there in enumeration}
        if len(values) < 2:
            return
        low, high = min(values), max(values)
        if issubclass(enumeration, Flag):
            expected = [2 ** at for at in range(low.bit_length(), high.bit_length() - 1)]
        else:
            expected = range(low + 1, high)
        missing = [value for value in expected if value not in values]
        if missing:
            kind = "flag" if issubclass(enumeration, Flag) else "enum"
            shown = ", ".join([str(value) for value in missing])
            raise ValueError(f"invalid {kind} {enumeration.__name__!r}: missing values {shown}")

    def _check_flags(self, enumeration):
        names = []
        missing = 0
        for name, alias in enumeration._member_map_.items():
            if name in enumeration._member_names_ or alias.value < 0:
                continue
            lacking = alias.value & ~enumeration._flag_mask_
            if lacking:
                names.append(name)
                missing |= lacking
        if not names:
            return
        which = f"alias {names[0]} is" if len(names) == 1 else \
            f"aliases {', '.join(names[:-1])} and {names[-1]} are"
        what = f"value {missing}" if missing.bit_count() == 1 else \
            f"combined values of 0x{missing:x}"
        raise ValueError(f"invalid Flag {enumeration.__name__!r}: {which} missing {what} "
                         "[use enum.show_flag_values(value) for details]")


def global_enum_repr(self):
    return f"{self.__class__.__module__.split('.')[-1]}.{self._name_}"


def global_flag_repr(self):
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_!r})"
    return "|".join([f"{module}.{name}" for name in self._name_.split("|")])


def global_str(self):
    if self._name_ is None:
        return f"{self.__class__.__name__}({self._value_!r})"
    return self._name_
