"""The rest of the module time: dates, and clocks in nanoseconds."""

from _calendar import day_of_date, local_time, moment, struct_time
from _calendar import strftime as _strftime

__all__ = ["altzone", "asctime", "ctime", "daylight", "gmtime", "localtime", "mktime",
           "monotonic_ns", "perf_counter_ns", "process_time", "process_time_ns", "strftime",
           "struct_time", "thread_time", "thread_time_ns", "time_ns", "timezone", "tzname"]

timezone = altzone = daylight = 0
tzname = ("UTC", "UTC")


def time_ns():
    return round(time() * 1_000_000_000)


monotonic_ns = perf_counter_ns = process_time_ns = thread_time_ns = time_ns
process_time = thread_time = time


# Without an argument it is now, which is no moment near 1970.
def gmtime(seconds=None, /):
    return local_time(time()) if seconds is None else moment(seconds)


localtime = gmtime


def mktime(t, /):
    return float((day_of_date(t[0], t[1], 1) + t[2] - 1 - 719163) * 86400
                 + t[3] * 3600 + t[4] * 60 + t[5])


def strftime(format, t=None, /):
    return _strftime(format, gmtime() if t is None else t)


def asctime(t=None, /):
    return _strftime("%a %b %e %H:%M:%S %Y", gmtime() if t is None else t)


def ctime(seconds=None, /):
    return asctime(gmtime(seconds))
