"""Days and seconds as dates. The clock stands at 2000-01-01 00:00:00 UTC when a run begins, and UTC
is the local time everywhere."""

__all__ = ["EPOCH", "MONTHS", "WEEKDAYS", "days_before_year", "date_of_day", "day_of_date",
           "is_leap", "iso_week", "local_time", "moment", "strftime", "struct_time"]

EPOCH = 946684800  # of a run, in seconds since 1970

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
          "September", "October", "November", "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_days_before_month = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_day_of_1970 = 719163


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_before_year(year):
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400


# Day 1 is 0001-01-01.
def day_of_date(year, month, day):
    leap = 1 if month > 2 and is_leap(year) else 0
    return days_before_year(year) + _days_before_month[month - 1] + leap + day


def date_of_day(number):
    year = number * 400 // 146097 + 1
    while days_before_year(year) >= number:
        year -= 1
    while days_before_year(year + 1) < number:
        year += 1
    rest = number - days_before_year(year)
    month = 12
    while _days_before_month[month - 1] + (1 if month > 2 and is_leap(year) else 0) >= rest:
        month -= 1
    leap = 1 if month > 2 and is_leap(year) else 0
    return year, month, rest - _days_before_month[month - 1] - leap


class struct_time(tuple):
    """A moment in its parts."""

    _fields = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday",
               "tm_yday", "tm_isdst")
    tm_zone = "UTC"
    tm_gmtoff = 0

    def __new__(cls, parts):
        parts = tuple(parts)
        if len(parts) < 9:
            raise TypeError("time.struct_time() takes an at least 9-sequence "
                            f"({len(parts)}-sequence given)")
        return tuple.__new__(cls, parts[:9])

    def __repr__(self):
        shown = ", ".join([f"{name}={value}" for name, value in zip(self._fields, self)])
        return f"time.struct_time({shown})"


def _field(at):
    return property(lambda self: self[at])


for _at, _name in enumerate(struct_time._fields):
    setattr(struct_time, _name, _field(_at))
struct_time.__module__ = "time"


# Seconds since 1970.
def moment(seconds):
    seconds = int(seconds // 1)
    days, rest = divmod(seconds, 86400)
    number = days + _day_of_1970
    year, month, day = date_of_day(number)
    return struct_time((year, month, day, rest // 3600, rest // 60 % 60, rest % 60,
                        (number + 6) % 7, number - days_before_year(year), 0))


# Seconds of the run.
def local_time(seconds):
    return moment(EPOCH + seconds)


def _week(yday, wday, first):
    return (yday + 6 - (wday - first) % 7) // 7


def iso_week(year, yday, wday):
    week = (yday - 1 - wday + 10) // 7
    if week < 1:
        last = 366 if is_leap(year - 1) else 365
        return year - 1, (last + yday - 1 - wday + 10) // 7
    length = 366 if is_leap(year) else 365
    if week == 53 and length - yday < 3 - wday:
        return year + 1, 1
    return year, week


def strftime(text, t, fraction=0, zone="UTC", offset="+0000"):
    year, month, day, hour, minute, second, wday, yday = t[:8]
    made = []
    at = 0
    while at < len(text):
        char = text[at]
        at += 1
        if char != "%" or at == len(text):
            made.append(char)
            continue
        code = text[at]
        at += 1
        if code == "-" and at < len(text) and text[at] in "dmHIMSjyUW":
            made.append(str(int(strftime("%" + text[at], t))))
            at += 1
            continue
        hour12 = hour % 12 or 12
        half = "AM" if hour < 12 else "PM"
        if code == "Y":
            made.append(str(year))
        elif code in "mdHMS":
            made.append(f"{dict(m=month, d=day, H=hour, M=minute, S=second)[code]:02}")
        elif code == "I":
            made.append(f"{hour12:02}")
        elif code == "y":
            made.append(f"{year % 100:02}")
        elif code == "j":
            made.append(f"{yday:03}")
        elif code == "p":
            made.append(half)
        elif code in "aA":
            name = WEEKDAYS[wday]
            made.append(name if code == "A" else name[:3])
        elif code in "bBh":
            name = MONTHS[month - 1]
            made.append(name if code == "B" else name[:3])
        elif code == "f":
            made.append(f"{fraction:06}")
        elif code == "z":
            made.append(offset)
        elif code == "Z":
            made.append(zone)
        elif code == "w":
            made.append(str((wday + 1) % 7))
        elif code == "u":
            made.append(str(wday + 1))
        elif code == "e":
            made.append(f"{day:2}")
        elif code == "C":
            made.append(f"{year // 100:02}")
        elif code == "U":
            made.append(f"{_week(yday, (wday + 1) % 7, 0):02}")
        elif code == "W":
            made.append(f"{_week(yday, wday, 0):02}")
        elif code == "V":
            made.append(f"{iso_week(year, yday, wday)[1]:02}")
        elif code == "G":
            made.append(str(iso_week(year, yday, wday)[0]))
        elif code in "Fx":
            made.append(strftime("%Y-%m-%d" if code == "F" else "%m/%d/%y", t))
        elif code in "TX":
            made.append(strftime("%H:%M:%S", t))
        elif code == "R":
            made.append(strftime("%H:%M", t))
        elif code == "D":
            made.append(strftime("%m/%d/%y", t))
        elif code == "c":
            made.append(strftime("%a %b %e %H:%M:%S %Y", t))
        elif code == "r":
            made.append(strftime("%I:%M:%S %p", t))
        elif code == "n":
            made.append("\n")
        elif code == "t":
            made.append("\t")
        elif code == "%":
            made.append("%")
        else:
            made.append("%" + code)
    return "".join(made)
