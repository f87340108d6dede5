"""Days."""

from _calendar import (EPOCH, date_of_day, day_of_date, days_before_year, is_leap, iso_week,
                       struct_time)
from _calendar import strftime as _strftime
from _date_texts import iso_date
from _durations import index_of, ordered, shown_name, timedelta
from time import time as _run_time

__all__ = ["DAY_OF_1970", "LAST_DAY", "MAXYEAR", "MINYEAR", "check_date", "ctime_of", "date",
           "format_of", "from_iso", "tuple_of"]

MINYEAR = 1
MAXYEAR = 9999
DAY_OF_1970 = 719163
LAST_DAY = 3652059
_month_lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def check_date(year, month, day):
    year, month, day = index_of(year), index_of(month), index_of(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    length = _month_lengths[month - 1] + (month == 2 and is_leap(year))
    if not 1 <= day <= length:
        raise ValueError("day is out of range for month")
    return year, month, day


def _date_of(cls, number):
    if not 1 <= number <= LAST_DAY:
        raise OverflowError("date value out of range")
    return cls(*date_of_day(number))


class _IsoDate(tuple):
    """Year, week and day of the week."""

    __module__ = "datetime"

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


_IsoDate.__name__ = _IsoDate.__qualname__ = "IsoCalendarDate"


# Told by what it lacks: the class of moments stands above this.
def _is_day(value):
    return isinstance(value, date) and not hasattr(value, "_hour")


@ordered
class date:
    """A day."""

    __module__ = "datetime"
    __slots__ = ("_year", "_month", "_day", "_number")

    def __new__(cls, year, month, day):
        made = object.__new__(cls)
        made._year, made._month, made._day = check_date(year, month, day)
        made._number = day_of_date(made._year, made._month, made._day)
        return made

    @classmethod
    def today(cls):
        return cls.fromtimestamp(EPOCH + _run_time())

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        days = int(timestamp // 1) // 86400 + DAY_OF_1970
        if not 1 <= days <= LAST_DAY:
            raise ValueError(f"year {date_of_day(days)[0]} is out of range")
        return cls(*date_of_day(days))

    @classmethod
    def fromordinal(cls, number, /):
        number = index_of(number)
        if number < 1:
            raise ValueError("ordinal must be >= 1")
        if number > LAST_DAY:
            raise ValueError(f"year {date_of_day(number)[0]} is out of range")
        return cls(*date_of_day(number))

    @classmethod
    def fromisoformat(cls, text, /):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        found = iso_date(text)
        if found is None or found[1] != len(text):
            raise ValueError(f"Invalid isoformat string: {text!r}")
        return cls(*from_iso(found[0]))

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_from_week(year, week, day))

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year,
                          self._month if month is None else month,
                          self._day if day is None else day)

    def toordinal(self):
        return self._number

    def weekday(self):
        return (self._number + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        year, week = iso_week(self._year, self._number - days_before_year(self._year),
                              self.weekday())
        return _IsoDate((year, week, self.isoweekday()))

    def timetuple(self):
        return tuple_of(self, 0, 0, 0, -1)

    def isoformat(self):
        return f"{self._year:04}-{self._month:02}-{self._day:02}"

    __str__ = isoformat

    def ctime(self):
        return ctime_of(self, 0, 0, 0)

    def strftime(self, format, /):
        return _strftime(format_of(format), self.timetuple(), 0, "", "")

    def __format__(self, spec):
        if not isinstance(spec, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(spec).__name__}")
        return self.strftime(spec) if spec else str(self)

    def __repr__(self):
        return f"{shown_name(self)}({self._year}, {self._month}, {self._day})"

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _date_of(type(self), self._number + other._days)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _date_of(type(self), self._number - other._days)
        if _is_day(other):
            return timedelta(self._number - other._number)
        return NotImplemented

    def _order(self, other):
        if _is_day(other):
            return self._number - other._number
        if isinstance(other, date):
            raise TypeError("can't compare datetime.datetime to datetime.date")
        return None

    def __eq__(self, other):
        if not _is_day(other):
            return NotImplemented
        return self._number == other._number

    def __hash__(self):
        return hash((self._year, self._month, self._day))


def format_of(format):
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
    return format


def tuple_of(day, hour, minute, second, summer):
    return struct_time((day._year, day._month, day._day, hour, minute, second, day.weekday(),
                        day._number - days_before_year(day._year), summer))


def ctime_of(day, hour, minute, second):
    return _strftime(f"%a %b %e {hour:02}:{minute:02}:{second:02} {day._year:04}",
                     tuple_of(day, 0, 0, 0, 0))


# A day that a text names by its month, or by its week.
def from_iso(found):
    year, month, day, week, weekday = found
    return (year, month, day) if week is None else _from_week(year, week, weekday)


def _from_week(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"Year is out of range: {year}")
    first = day_of_date(year, 1, 1)
    thursday = (first + 6) % 7 == 3
    long = thursday or ((first + 6) % 7 == 2 and is_leap(year))
    if not 1 <= week <= 52 + long:
        raise ValueError(f"Invalid week: {week}")
    if not 1 <= day <= 7:
        raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
    monday = first - (first + 6) % 7 + (7 if (first + 6) % 7 > 3 else 0)
    return date_of_day(monday + (week - 1) * 7 + day - 1)


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)
