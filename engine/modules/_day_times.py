"""Times of a day."""

from _calendar import strftime as _strftime
from _date_texts import iso_time, offset_text, time_text
from _dates import format_of
from _durations import SECOND, index_of, ordered, shown_name, timedelta
from _zones import asked, check_zone, timezone, zone_name

__all__ = ["check_time", "formatted", "time", "time_parts", "zone_of", "zone_parts"]


def check_time(hour, minute, second, microsecond, fold):
    values = [index_of(hour), index_of(minute), index_of(second), index_of(microsecond)]
    for value, name, most in zip(values, ("hour", "minute", "second", "microsecond"),
                                 (23, 59, 59, 999999)):
        if not 0 <= value <= most:
            raise ValueError(f"{name} must be in 0..{most}")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return values


@ordered
class time:
    """A time of day, in any day."""

    __module__ = "datetime"
    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        parts = check_time(hour, minute, second, microsecond, fold)
        check_zone(tzinfo)
        made = object.__new__(cls)
        made._hour, made._minute, made._second, made._microsecond = parts
        made._tzinfo = tzinfo
        made._fold = fold
        return made

    @classmethod
    def fromisoformat(cls, text, /):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        found = iso_time(text[1:] if text.startswith("T") else text)
        if found is None:
            raise ValueError(f"Invalid isoformat string: {text!r}")
        parts, offset = found
        return cls(*parts, tzinfo=zone_of(offset))

    @property
    def hour(self):
        return self._hour

    @property
    def minute(self):
        return self._minute

    @property
    def second(self):
        return self._second

    @property
    def microsecond(self):
        return self._microsecond

    @property
    def tzinfo(self):
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    def utcoffset(self):
        return asked(self._tzinfo, "utcoffset", None)

    def dst(self):
        return asked(self._tzinfo, "dst", None)

    def tzname(self):
        return zone_name(self._tzinfo, None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *,
                fold=None):
        return type(self)(self._hour if hour is None else hour,
                          self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo,
                          fold=self._fold if fold is None else fold)

    def isoformat(self, timespec="auto"):
        offset = self.utcoffset()
        return (time_text(self._hour, self._minute, self._second, self._microsecond, timespec)
                + ("" if offset is None else offset_text(offset._total)))

    def __str__(self):
        return self.isoformat()

    def strftime(self, format, /):
        parts = (1900, 1, 1, self._hour, self._minute, self._second, 0, 1)
        return formatted(format_of(format), parts, self)

    def __format__(self, spec):
        if not isinstance(spec, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(spec).__name__}")
        return self.strftime(spec) if spec else str(self)

    def __repr__(self):
        return f"{shown_name(self)}({', '.join(time_parts(self, 2) + zone_parts(self))})"

    def _micros(self):
        return (((self._hour * 60 + self._minute) * 60 + self._second) * SECOND
                + self._microsecond)

    def _order(self, other):
        if not isinstance(other, time):
            return None
        mine, its = self.utcoffset(), other.utcoffset()
        if (mine is None) != (its is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        apart = self._micros() - other._micros()
        return apart if mine is None else apart - (mine._total - its._total)

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            return False
        return self._order(other) == 0

    def __hash__(self):
        offset = self.utcoffset()
        return hash(self._micros() - (0 if offset is None else offset._total))


# A repr's numbers, without the zeros at their end; the first `least` are always there.
def time_parts(value, least):
    parts = [value._hour, value._minute, value._second, value._microsecond]
    while len(parts) > least and parts[-1] == 0:
        parts.pop()
    return [str(part) for part in parts]


def zone_parts(value):
    parts = []
    if value._fold:
        parts.append("fold=1")
    if value._tzinfo is not None:
        parts.append(f"tzinfo={value._tzinfo!r}")
    return parts


def zone_of(offset):
    return None if offset is None else timezone(timedelta(microseconds=offset))


def formatted(format, parts, value):
    offset, name = value.utcoffset(), value.tzname()
    shown = "" if offset is None else offset_text(offset._total, "")
    return _strftime(format, parts, value._microsecond, name or "", shown)


time.min = time(0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
