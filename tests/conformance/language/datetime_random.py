# Random moments and differences, and texts that are read as such.
from datetime import date, datetime, time, timedelta, timezone
import random
random.seed(7)
def show(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
for i in range(25):
    y, mo, d = random.randint(1, 9999), random.randint(1, 12), random.randint(1, 28)
    h, mi, s, us = random.randint(0, 23), random.randint(0, 59), random.randint(0, 59), random.choice([0, random.randint(0, 999999)])
    off = timezone(timedelta(seconds=random.randint(-86399, 86399)))
    m = datetime(y, mo, d, h, mi, s, us, random.choice([None, off]))
    t = timedelta(random.randint(-4000, 4000), random.uniform(-1e6, 1e6), random.uniform(-1e6, 1e6))
    show(lambda: m)
    show(lambda: m.isoformat())
    show(lambda: t)
    show(lambda: str(t))
    show(lambda: m + t)
    show(lambda: m - t)
    show(lambda: t * random.uniform(-3, 3))
    show(lambda: t / random.uniform(-3, 3))
    show(lambda: t / 7)
    show(lambda: t // 7)
    show(lambda: t.total_seconds())
    show(lambda: m.isocalendar())
    show(lambda: m.timestamp())
    show(lambda: m.timetuple())
    show(lambda: m.utctimetuple())
    show(lambda: m.strftime("%a %A %b %B %d %H %I %j %m %M %p %S %U %w %W %x %X %y %z %Z %f %G %V %u %c %D %e"))
    show(lambda: datetime.fromisoformat(m.isoformat()) == m)
    show(lambda: m.timetz())
    show(lambda: m.ctime())
    show(lambda: datetime.strptime(m.strftime("%Y-%m-%d %H:%M:%S.%f"), "%Y-%m-%d %H:%M:%S.%f"))
    show(lambda: datetime.fromtimestamp(random.uniform(-6e10, 2e11)))
    show(lambda: m.astimezone(off))
    show(lambda: date.fromordinal(random.randint(1, 3652059)))
    show(lambda: datetime.strptime(m.strftime("%A, %d. %b %Y %I:%M %p"), "%A, %d. %b %Y %I:%M %p"))
    show(lambda: date.fromisocalendar(y, random.randint(1, 53), random.randint(1, 7)))
    show(lambda: (m.date() - date(2000, 1, 1), m.time().isoformat(), m.replace(microsecond=1, tzinfo=off).isoformat(timespec="milliseconds")))
for text in ["2024-02-29 01", "2024-02-29T01:02", "2024-02-29T01:02:03,5", "2024-02-29T0102", "2024-02-29T010203.123456789", "2024-02-29T01:02:03Z", "2024-02-29T01:02+05", "2024-02-29T01:02-0530", "2024-02-29T01:02:03+05:30:15.5", "2024-02-29T1:02", "2024-02-29T", "2024-02-30", "2024W091", "2024-W09", "2024W09T10:00", "2024-02-29x10:00", "2024-02-29T25:00", "2024-02-29T10:00+25:00", "", "20240229", "2024-0229", "2024-02-29T10:0", "2024-02-29T10:00:0", "2024-02-29T10:00:00.", "2024-02-29T10:00+", "2024-02-29T100000+0100"]:
    show(lambda: datetime.fromisoformat(text))
    show(lambda: date.fromisoformat(text))
    show(lambda: time.fromisoformat(text[11:]))
for text, form in [("1", "%d"), ("31", "%d"), ("32", "%d"), ("0", "%d"), ("12:5", "%H:%M"), ("24", "%H"), ("60", "%S"), ("Mon", "%a"), ("mon", "%a"), ("jan", "%b"), ("5 am", "%I %p"), ("99", "%y"), ("68", "%y"), ("69", "%y"), ("2024-02-30", "%Y-%m-%d"), (" 5", "%d"), ("5  6", "%d %m"), ("56", "%d%m"), ("2024", "%Y "), ("2024x", "%Y"), ("+01:00", "%z"), ("Z", "%z"), ("UTC", "%Z"), ("100%", "100%%"), ("2024366", "%Y%j"), ("1.5", "%S.%f"), ("1.1234567", "%S.%f"), ("20240229", "%Y%m%d"), ("3 2024", "%U %Y"), ("1 3 2024", "%w %U %Y"), ("Tue Feb 29 00:00:00 2000", "%c"), ("a", "%"), ("02/29/24", "%x"), ("2024 9 3", "%G %V %u"), ("2024 10", "%Y %V")]:
    show(lambda: datetime.strptime(text, form))
for i in range(30):
    m = date.fromordinal(random.randint(400000, 3650000))
    for form in ["%Y %U %w", "%Y %W %a", "%G %V %u", "%Y %j", "%y %b %d", "%G-W%V-%w"]:
        show(lambda: datetime.strptime(m.strftime(form), form))
for text, form in [("2024 3", "%G %V"), ("2024 3 2", "%Y %V %u"), ("2024 3", "%G %j"), ("2024 53 1", "%G %V %u"), ("0 0 2024", "%w %U %Y"), ("2024 99", "%Y %j"), ("2023 366", "%Y %j")]:
    show(lambda: datetime.strptime(text, form))
