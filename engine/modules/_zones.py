"""How far clocks are from UTC."""

from _date_texts import offset_text
from _durations import DAY, timedelta

__all__ = ["UTC", "asked", "check_zone", "make_zone", "timezone", "tzinfo",
           "zone_name"]


# Told by its parts: the class of moments stands above this.
def is_moment(value):
    return hasattr(value, "_year") and hasattr(value, "_hour")


class tzinfo:
    """How far a place's clocks are from UTC."""

    __module__ = "datetime"
    __slots__ = ()

    def tzname(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt, /):
        if not is_moment(dt):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        summer = dt.dst()
        if summer is None:
            raise ValueError("fromutc: non-None dst() result required")
        moved = dt + (offset - summer)
        if offset != summer:
            summer = moved.dst()
            if summer is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return moved + summer


class timezone(tzinfo):
    """A place whose clocks are always as far from UTC."""

    __slots__ = ("_offset", "_name")
    __module__ = "datetime"

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("timezone() argument 1 must be datetime.timedelta, not "
                            f"{type(offset).__name__}")
        if name is not None and not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {type(name).__name__}")
        if name is None and not offset:
            return UTC
        if not -DAY < offset._total < DAY:
            raise ValueError("offset must be a timedelta strictly between "
                             "-timedelta(hours=24) and timedelta(hours=24), "
                             f"not {offset!r}.")
        return make_zone(cls, offset, name)

    def __init_subclass__(cls):
        raise TypeError("type 'datetime.timezone' is not an acceptable base type")

    def utcoffset(self, dt, /):
        _check_moment("utcoffset", dt)
        return self._offset

    def tzname(self, dt, /):
        _check_moment("tzname", dt)
        return str(self)

    def dst(self, dt, /):
        _check_moment("dst", dt)
        return None

    def fromutc(self, dt, /):
        if not is_moment(dt):
            raise TypeError("fromutc() argument must be a datetime instance, not "
                            f"{type(dt).__name__}")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def __repr__(self):
        if self is UTC:
            return "datetime.timezone.utc"
        named = "" if self._name is None else f", {self._name!r}"
        return f"datetime.timezone({self._offset!r}{named})"

    def __str__(self):
        if self._name is not None:
            return self._name
        return "UTC" + offset_text(self._offset._total) if self._offset else "UTC"

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)


def _check_moment(name, dt):
    if dt is not None and not is_moment(dt):
        raise TypeError(f"{name}(dt) argument must be a datetime instance or None, not "
                        f"{type(dt).__name__}")


def make_zone(cls, offset, name):
    made = object.__new__(cls)
    made._offset = offset
    made._name = name
    return made


UTC = timezone.utc = make_zone(timezone, timedelta(0), None)
timezone.min = timezone(timedelta(hours=-23, minutes=-59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


def check_zone(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type "
                        f"'{type(zone).__name__}'")


# What a zone's method says of a moment.
def asked(zone, name, moment):
    if zone is None:
        return None
    answer = getattr(zone, name)(moment)
    if answer is None:
        return None
    if not isinstance(answer, timedelta):
        raise TypeError(f"tzinfo.{name}() must return None or a timedelta, not "
                        f"'{type(answer).__name__}'")
    if not -DAY < answer._total < DAY:
        raise ValueError("offset must be a timedelta strictly between "
                         "-timedelta(hours=24) and timedelta(hours=24).")
    return answer


def zone_name(zone, moment):
    if zone is None:
        return None
    name = zone.tzname(moment)
    if name is not None and not isinstance(name, str):
        raise TypeError("tzinfo.tzname() must return None or a string, not "
                        f"'{type(name).__name__}'")
    return name
