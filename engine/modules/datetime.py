"""Dates, times of day, moments and how far they are apart. The clock is the run's: it stands at
2000-01-01 00:00:00 UTC when the run begins, and UTC is the local time everywhere."""

from _calendar import EPOCH, date_of_day, day_of_date
from _date_texts import iso_moment, offset_text, time_text, values_of
from _dates import (DAY_OF_1970, LAST_DAY, MAXYEAR, MINYEAR, check_date, ctime_of, date, format_of,
                    from_iso, tuple_of)
from _day_times import check_time, formatted, time, time_parts, zone_of, zone_parts
from _durations import DAY, SECOND, ordered, shown_name, timedelta
from _zones import UTC, asked, check_zone, make_zone, timezone, tzinfo, zone_name
from math import modf
from time import time as _run_time

__all__ = ["MAXYEAR", "MINYEAR", "UTC", "date", "datetime", "time", "timedelta", "timezone",
           "tzinfo"]


@ordered
class datetime(date):
    """A time of a day."""

    __module__ = "datetime"
    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *,
                fold=0):
        year, month, day = check_date(year, month, day)
        parts = check_time(hour, minute, second, microsecond, fold)
        check_zone(tzinfo)
        made = object.__new__(cls)
        made._year, made._month, made._day = year, month, day
        made._number = day_of_date(year, month, day)
        made._hour, made._minute, made._second, made._microsecond = parts
        made._tzinfo = tzinfo
        made._fold = fold
        return made

    @classmethod
    def now(cls, tz=None):
        check_zone(tz)
        return _at(cls, EPOCH * SECOND + round(_run_time() * SECOND), tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        check_zone(tz)
        return _at(cls, _micros_of(timestamp), tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        return _at(cls, _micros_of(timestamp), None)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        if not isinstance(date, _date):
            raise TypeError(f"combine() argument 1 must be datetime.date, not "
                            f"{type(date).__name__}")
        if not isinstance(time, _time):
            raise TypeError(f"combine() argument 2 must be datetime.time, not "
                            f"{type(time).__name__}")
        return cls(date._year, date._month, date._day, time._hour, time._minute, time._second,
                   time._microsecond, time._tzinfo if tzinfo is True else tzinfo, fold=time._fold)

    @classmethod
    def fromisoformat(cls, text, /):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        found = iso_moment(text)
        if found is None:
            raise ValueError(f"Invalid isoformat string: {text!r}")
        day, parts, offset = found
        return cls(*from_iso(day), *parts, tzinfo=zone_of(offset))

    @classmethod
    def strptime(cls, text, format, /):
        for at, value in ((1, text), (2, format)):
            if not isinstance(value, str):
                raise TypeError(f"strptime() argument {at} must be str, not "
                                f"{type(value).__name__}")
        day, parts, offset, name = values_of(text, format)
        zone = None
        if offset is not None:
            zone = timezone(timedelta(microseconds=offset), *([name] if name else []))
        return cls(*(date_of_day(day) if isinstance(day, int) else day), *parts, tzinfo=zone)

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

    def date(self):
        return _date(self._year, self._month, self._day)

    def time(self):
        return _time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return _time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo,
                     fold=self._fold)

    def utcoffset(self):
        return asked(self._tzinfo, "utcoffset", self)

    def dst(self):
        return asked(self._tzinfo, "dst", self)

    def tzname(self):
        return zone_name(self._tzinfo, self)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None,
                microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._year if year is None else year,
                          self._month if month is None else month,
                          self._day if day is None else day,
                          self._hour if hour is None else hour,
                          self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo,
                          fold=self._fold if fold is None else fold)

    def astimezone(self, tz=None):
        if tz is None:
            tz = _local_zone
        elif not isinstance(tz, tzinfo):
            raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type "
                            f"'{type(tz).__name__}'")
        if self._tzinfo is tz:
            return self
        offset = self.utcoffset()
        mine = self if offset is None else self - offset
        return tz.fromutc(mine.replace(tzinfo=tz))

    def timestamp(self):
        offset = self.utcoffset()
        micros = self._micros() - DAY_OF_1970 * DAY
        if offset is not None:
            return (micros - offset._total) / SECOND
        seconds, rest = divmod(micros, SECOND)
        return seconds + rest / 1e6

    def timetuple(self):
        summer = self.dst()
        flag = -1 if summer is None else 1 if summer else 0
        return tuple_of(self, self._hour, self._minute, self._second, flag)

    def utctimetuple(self):
        offset = self.utcoffset()
        at = self if offset is None else self - offset
        return tuple_of(at, at._hour, at._minute, at._second, 0)

    def isoformat(self, sep="T", timespec="auto"):
        offset = self.utcoffset()
        return (date.isoformat(self) + sep
                + time_text(self._hour, self._minute, self._second, self._microsecond, timespec)
                + ("" if offset is None else offset_text(offset._total)))

    def __str__(self):
        return self.isoformat(" ")

    def ctime(self):
        return ctime_of(self, self._hour, self._minute, self._second)

    def strftime(self, format, /):
        return formatted(format_of(format), self.timetuple(), self)

    def __repr__(self):
        parts = [str(self._year), str(self._month), str(self._day)]
        return f"{shown_name(self)}({', '.join(parts + time_parts(self, 2) + zone_parts(self))})"

    # Since the beginning of year 1, on its own clock.
    def _micros(self):
        return (self._number * DAY + self._microsecond
                + ((self._hour * 60 + self._minute) * 60 + self._second) * SECOND)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _moved(self, other._total)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _moved(self, -other._total)
        if not isinstance(other, datetime):
            return NotImplemented
        mine, its = self.utcoffset(), other.utcoffset()
        if (mine is None) != (its is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        apart = self._micros() - other._micros()
        return timedelta(microseconds=apart if mine is None or self._tzinfo is other._tzinfo
                         else apart - (mine._total - its._total))

    def _order(self, other):
        if not isinstance(other, datetime):
            if isinstance(other, date):
                raise TypeError("can't compare datetime.datetime to datetime.date")
            return None
        apart = self._micros() - other._micros()
        if self._tzinfo is other._tzinfo:
            return apart
        mine, its = self.utcoffset(), other.utcoffset()
        if (mine is None) != (its is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return apart if mine is None else apart - (mine._total - its._total)

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return False if isinstance(other, date) else NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            return False
        return self._order(other) == 0

    def __hash__(self):
        offset = self.utcoffset()
        return hash(self._micros() - (0 if offset is None else offset._total))


_date, _time = date, time
_local_zone = make_zone(timezone, timedelta(0), "UTC")


# So many microseconds since the beginning of year 1.
def _from_micros(cls, micros, zone):
    number, rest = divmod(micros, DAY)
    if not 1 <= number <= LAST_DAY:
        raise OverflowError("date value out of range")
    minutes, rest = divmod(rest, 60 * SECOND)
    return cls(*date_of_day(number), minutes // 60, minutes % 60, rest // SECOND, rest % SECOND,
               zone)


def _moved(value, micros):
    return _from_micros(type(value), value._micros() + micros, value._tzinfo)


# So many microseconds since 1970.
def _at(cls, micros, zone):
    number = micros // DAY + DAY_OF_1970
    if not 1 <= number <= LAST_DAY:
        raise ValueError(f"year {date_of_day(number)[0]} is out of range")
    made = _from_micros(cls, micros + DAY_OF_1970 * DAY, zone)
    return made if zone is None else zone.fromutc(made)


def _micros_of(timestamp):
    if isinstance(timestamp, int):
        return timestamp * SECOND
    if not isinstance(timestamp, float):
        raise TypeError(f"'{type(timestamp).__name__}' object cannot be interpreted as an integer")
    if timestamp != timestamp:
        raise ValueError("Invalid value NaN (not a number)")
    part, whole = modf(timestamp)
    return int(whole) * SECOND + round(part * 1e6)


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
