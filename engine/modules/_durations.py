"""How far two moments are apart."""

from math import modf

__all__ = ["DAY", "SECOND", "index_of", "made", "ordered", "shown_name", "timedelta"]

SECOND = 1_000_000
DAY = 86_400 * SECOND


def index_of(value):
    if isinstance(value, float):
        raise TypeError("integer argument expected, got float")
    if not hasattr(type(value), "__index__"):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value.__index__()


def _nearest(top, bottom):
    if bottom < 0:
        top, bottom = -top, -bottom
    whole, rest = divmod(top, bottom)
    return whole + (rest * 2 > bottom or (rest * 2 == bottom and whole % 2 == 1))


class timedelta:
    """A length of time, in whole microseconds."""

    __module__ = "datetime"
    __slots__ = ("_total", "_days", "_seconds", "_microseconds")

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0,
                weeks=0):
        total = 0
        left = 0.0
        parts = (("microseconds", microseconds, 1), ("milliseconds", milliseconds, 1000),
                 ("seconds", seconds, SECOND), ("minutes", minutes, 60 * SECOND),
                 ("hours", hours, 3600 * SECOND), ("days", days, DAY), ("weeks", weeks, 7 * DAY))
        for name, value, unit in parts:
            if isinstance(value, int):
                total += value * unit
            elif isinstance(value, float):
                # What is not whole is taken in two parts, so that little is lost.
                part, whole = modf(value)
                total += int(whole) * unit
                if part:
                    part, whole = modf(part * unit)
                    total += int(whole)
                    left += part
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: "
                                f"{type(value).__name__}")
        if left:
            odd = total % 2
            total += round(left + odd) - odd
        return made(cls, total)

    @property
    def days(self):
        return self._days

    @property
    def seconds(self):
        return self._seconds

    @property
    def microseconds(self):
        return self._microseconds

    def total_seconds(self):
        return self._total / SECOND

    def __repr__(self):
        shown = [f"{name}={value}" for name, value in
                 (("days", self._days), ("seconds", self._seconds),
                  ("microseconds", self._microseconds)) if value]
        return f"{shown_name(self)}({', '.join(shown) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02}:{seconds:02}"
        if self._days:
            text = f"{self._days} day{'' if abs(self._days) == 1 else 's'}, {text}"
        return text + (f".{self._microseconds:06}" if self._microseconds else "")

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return made(timedelta, self._total + other._total)

    __radd__ = __add__

    def __sub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return made(timedelta, self._total - other._total)

    def __rsub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return made(timedelta, other._total - self._total)

    def __neg__(self):
        return made(timedelta, -self._total)

    def __pos__(self):
        return made(timedelta, self._total)

    def __abs__(self):
        return made(timedelta, abs(self._total))

    def __mul__(self, other):
        if isinstance(other, int):
            return made(timedelta, self._total * other)
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return made(timedelta, _nearest(self._total * top, bottom))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total // other._total
        if isinstance(other, int):
            return made(timedelta, self._total // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total / other._total
        if isinstance(other, int):
            if other == 0:
                raise ZeroDivisionError("integer division or modulo by zero")
            return made(timedelta, _nearest(self._total, other))
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            if top == 0:
                raise ZeroDivisionError("integer division or modulo by zero")
            return made(timedelta, _nearest(self._total * bottom, top))
        return NotImplemented

    def __mod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return made(timedelta, self._total % other._total)

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        whole, rest = divmod(self._total, other._total)
        return whole, made(timedelta, rest)

    def __eq__(self, other):
        return self._total == other._total if isinstance(other, timedelta) else NotImplemented

    def __ne__(self, other):
        return self._total != other._total if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total < other._total if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total <= other._total if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total > other._total if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total >= other._total if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._total != 0


def made(cls, total):
    days, rest = divmod(total, DAY)
    if not -999999999 <= days <= 999999999:
        raise OverflowError(f"days={days}; must have magnitude <= 999999999")
    made = object.__new__(cls)
    made._total = total
    made._days = days
    made._seconds, made._microseconds = divmod(rest, SECOND)
    return made


# Compares a class's values by what _order() says: below 0, 0, above 0; None: they have no order.
def ordered(cls):
    def compared(fits):
        def compare(self, other):
            order = self._order(other)
            return NotImplemented if order is None else fits(order)
        return compare

    cls.__lt__ = compared(lambda order: order < 0)
    cls.__le__ = compared(lambda order: order <= 0)
    cls.__gt__ = compared(lambda order: order > 0)
    cls.__ge__ = compared(lambda order: order >= 0)
    return cls


# As a program names it: a class of its own without the module's name.
def shown_name(value):
    cls = type(value)
    return f"datetime.{cls.__name__}" if cls.__module__ == "datetime" else cls.__qualname__


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(microseconds=1)
