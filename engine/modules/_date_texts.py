"""Dates and times as texts: ISO 8601 both ways, and reading by a format."""

from _calendar import MONTHS, WEEKDAYS, day_of_date

__all__ = ["iso_date", "iso_moment", "iso_time", "offset_text", "time_text", "values_of"]

_second = 1_000_000


# "+05:30", with seconds and microseconds where there are any.
def offset_text(micros, colon=":"):
    sign = "-" if micros < 0 else "+"
    seconds, micros = divmod(abs(micros), _second)
    minutes, seconds = divmod(seconds, 60)
    text = f"{sign}{minutes // 60:02}{colon}{minutes % 60:02}"
    if seconds or micros:
        text += f"{colon}{seconds:02}"
    return text + (f".{micros:06}" if micros else "")


def time_text(hour, minute, second, micros, timespec):
    if timespec == "auto":
        timespec = "microseconds" if micros else "seconds"
    text = f"{hour:02}"
    if timespec == "hours":
        return text
    text += f":{minute:02}"
    if timespec == "minutes":
        return text
    text += f":{second:02}"
    if timespec == "seconds":
        return text
    if timespec == "milliseconds":
        return text + f".{micros // 1000:03}"
    if timespec == "microseconds":
        return text + f".{micros:06}"
    raise ValueError("Unknown timespec value")


# So many digits from there on as a number; None: there are not so many.
def _number(text, at, digits):
    part = text[at:at + digits]
    return int(part) if len(part) == digits and part.isascii() and part.isdigit() else None


# --- ISO 8601 ---


# ((year, month, day, week, weekday), where it ends), with a month or a week; None: it is no date.
def iso_date(text):
    year = _number(text, 0, 4)
    if year is None:
        return None
    dashed = text[4:5] == "-"
    at = 5 if dashed else 4
    if text[at:at + 1] == "W":
        week = _number(text, at + 1, 2)
        if week is None:
            return None
        at += 3
        if dashed and text[at:at + 1] == "-":
            day = _number(text, at + 1, 1)
            return None if day is None else ((year, None, None, week, day), at + 2)
        if not dashed and _number(text, at, 1) is not None:
            return (year, None, None, week, _number(text, at, 1)), at + 1
        return (year, None, None, week, 1), at
    month = _number(text, at, 2)
    at += 2
    if month is None or (dashed and text[at:at + 1] != "-"):
        return None
    at += dashed
    day = _number(text, at, 2)
    return None if day is None else ((year, month, day, None, None), at + 2)


# [hour, minute, second, microsecond] of what is "HH[:MM[:SS[.f]]]", with or without colons.
def _clock(text):
    parts = [0, 0, 0, 0]
    parts[0] = _number(text, 0, 2)
    if parts[0] is None:
        return None
    at = 2
    colons = text[2:3] == ":"
    for place in (1, 2):
        if at == len(text):
            return parts
        if text[at] in ".,":
            return None
        if colons:
            if text[at] != ":":
                return None
            at += 1
        parts[place] = _number(text, at, 2)
        if parts[place] is None:
            return None
        at += 2
    if at == len(text):
        return parts
    digits = text[at + 1:]
    if text[at] not in ".," or not digits.isascii() or not digits.isdigit():
        return None
    parts[3] = int(digits[:6].ljust(6, "0"))
    return parts


# ([hour, minute, second, microsecond], microseconds of its offset or None).
def iso_time(text):
    cut = len(text)
    for at, char in enumerate(text):
        if char in "+-Z":
            cut = at
            break
    parts = _clock(text[:cut])
    if parts is None or cut == len(text):
        return None if parts is None else (parts, None)
    if text[cut] == "Z":
        return (parts, 0) if cut + 1 == len(text) else None
    zone = _clock(text[cut + 1:])
    if zone is None:
        return None
    offset = ((zone[0] * 60 + zone[1]) * 60 + zone[2]) * _second + zone[3]
    return parts, -offset if text[cut] == "-" else offset


def iso_moment(text):
    found = iso_date(text)
    if found is None:
        return None
    day, at = found
    if at == len(text):
        return day, [0, 0, 0, 0], None
    rest = iso_time(text[at + 1:])
    return None if rest is None else (day, *rest)


# --- By a format ---


class _Reader:
    def __init__(self, text, format):
        self.text = text
        self.format = format
        self.at = 0
        self.found = {}

    def fails(self):
        raise ValueError(f"time data {self.text!r} does not match format {self.format!r}")

    # A number of at most so many digits; years have all of them.
    def number(self, digits, least, most, whole=False):
        begin = self.at
        while self.at < len(self.text) and self.at - begin < digits and self.text[
                self.at].isdigit():
            self.at += 1
        while self.at > begin + 1 and int(self.text[begin:self.at]) > most:
            self.at -= 1
        short = self.at == begin or (whole and self.at < begin + digits)
        if short or not least <= int(self.text[begin:self.at]) <= most:
            self.fails()
        return int(self.text[begin:self.at])

    def name(self, names):
        rest = self.text[self.at:].lower()
        for number, name in enumerate(names):
            if rest.startswith(name.lower()):
                self.at += len(name)
                return number
        self.fails()

    def space(self):
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def char(self, char):
        if self.text[self.at:self.at + 1].lower() != char.lower():
            self.fails()
        self.at += 1

    def offset(self):
        rest = self.text[self.at:]
        if rest[:1] in ("Z", "z"):
            self.at += 1
            return 0
        end = 1
        while end < len(rest) and rest[end] in "0123456789:.":
            end += 1
        zone = _clock(rest[1:end]) if rest[:1] in ("+", "-") and end > 4 else None
        if zone is None:
            self.fails()
        self.at += end
        offset = ((zone[0] * 60 + zone[1]) * 60 + zone[2]) * _second + zone[3]
        return -offset if rest[0] == "-" else offset

    def directive(self, code):
        found = self.found
        if code == "d" and self.text[self.at:self.at + 1] == " ":
            self.at += 1
            found["d"] = self.number(1, 1, 9)
        elif code in _numbers:
            found[code] = self.number(*_numbers[code])
        elif code == "f":
            begin = self.at
            self.number(6, 0, 999999)
            found["f"] = int(self.text[begin:self.at].ljust(6, "0"))
        elif code in "aA":
            names = WEEKDAYS if code == "A" else [name[:3] for name in WEEKDAYS]
            found["a"] = self.name(names)
        elif code in "bBh":
            names = MONTHS if code == "B" else [name[:3] for name in MONTHS]
            found["m"] = self.name(names) + 1
        elif code == "p":
            found["p"] = self.name(("AM", "PM"))
        elif code == "z":
            found["z"] = self.offset()
        elif code == "Z":
            found["Z"] = ("UTC", "GMT")[self.name(("UTC", "GMT"))]
        elif code == "%":
            self.char("%")
        else:
            raise ValueError(f"'{code}' is a bad directive in format {self.format!r}")


_numbers = {"Y": (4, 0, 9999, True), "y": (2, 0, 99, True), "m": (2, 1, 12), "d": (2, 1, 31),
            "H": (2, 0, 23), "I": (2, 1, 12), "M": (2, 0, 59), "S": (2, 0, 61), "j": (3, 1, 366),
            "w": (1, 0, 6), "u": (1, 1, 7), "U": (2, 0, 53), "W": (2, 0, 53),
            "G": (4, 0, 9999, True), "V": (2, 1, 53)}
_longer = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S", "T": "%H:%M:%S",
           "D": "%m/%d/%y", "F": "%Y-%m-%d", "R": "%H:%M", "r": "%I:%M:%S %p"}


# ((year, month, day) or the number of the day; [hour, minute, second, microsecond]; offset; zone).
def values_of(text, format):
    reader = _Reader(text, format)
    whole = format
    for code in "cxX":
        whole = whole.replace("%" + code, _longer[code])
    at = 0
    while at < len(whole):
        char = whole[at]
        at += 1
        if char == "%":
            if at == len(whole):
                raise ValueError(f"stray % in format '{format}'")
            reader.directive(whole[at])
            at += 1
        elif char.isspace():
            if reader.at == len(text) or not text[reader.at].isspace():
                reader.fails()
            reader.space()
        else:
            reader.char(char)
    if reader.at != len(text):
        raise ValueError(f"unconverted data remains: {text[reader.at:]}")
    return _assembled(reader.found)


_with_weekday = "a weekday directive ('%A', '%a', '%w', or '%u')."


# 0 is Monday; None: the text named no day of a week.
def _weekday(found):
    if "a" in found:
        return found["a"]
    if "w" in found:
        return (found["w"] - 1) % 7
    return found["u"] - 1 if "u" in found else None


def _check_weeks(found, weekday):
    if "G" in found:
        if "V" not in found or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive "
                             "'%V' and " + _with_weekday)
        if "j" in found:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year "
                             "directive '%G'. Use '%Y' instead.")
    elif "V" in found:
        if not ("Y" in found or "y" in found) or weekday is None:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive "
                             "'%G' and " + _with_weekday)
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. "
                         "Use the ISO year '%G' instead.")


# Of a week that is counted from the year's first Sunday, or its first Monday.
def _day_of_week(year, week, weekday, from_sunday):
    first = (day_of_date(year, 1, 1) + 6 + from_sunday) % 7
    begin = -first if week == 0 else (7 - first) % 7 + 7 * (week - 1)
    return day_of_date(year, 1, 1) + begin + (weekday + from_sunday) % 7


def _assembled(found):
    weekday = _weekday(found)
    _check_weeks(found, weekday)
    year = found.get("Y", 1900)
    if "Y" not in found and "y" in found:
        year = found["y"] + (2000 if found["y"] <= 68 else 1900)
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + 12 * found.get("p", 0)
    parts = [hour, found.get("M", 0), found.get("S", 0), found.get("f", 0)]
    day = (year, found.get("m", 1), found.get("d", 1))
    if "j" in found:
        if "m" not in found or "d" not in found:
            day = day_of_date(year, 1, 1) + found["j"] - 1
    elif "G" in found:
        fourth = day_of_date(found["G"], 1, 4)  # is in the first week, which may begin before it
        day = fourth - (fourth + 6) % 7 + (found["V"] - 1) * 7 + weekday
    elif weekday is not None and ("U" in found or "W" in found):
        day = _day_of_week(year, found.get("U", found.get("W")), weekday, "U" in found)
    return day, parts, found.get("z"), found.get("Z")
