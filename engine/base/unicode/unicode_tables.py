"""Makes unicode_tables.inc from the Unicode database of the Python that runs it (3.11: Unicode 14).

    /usr/bin/python3 engine/base/unicode/unicode_tables.py > engine/base/unicode/unicode_tables.inc
"""

import sys
import unicodedata

ALL = [chr(c) for c in range(sys.maxunicode + 1) if not 0xD800 <= c <= 0xDFFF]


def ranges(test):
    found = []
    for c in map(ord, filter(test, ALL)):
        if found and found[-1][1] == c - 1:
            found[-1][1] = c
        else:
            found.append([c, c])
    return found


def steps(change):
    """(first, last, stride, difference): characters that change by the same difference."""
    found = []
    for ch in ALL:
        to = change(ch)
        if to == ch or len(to) != 1:
            continue
        c, d = ord(ch), ord(to) - ord(ch)
        last = found[-1] if found else None
        if last and last[3] == d and c - last[1] in (1, 2) and last[2] in (0, c - last[1]):
            last[1], last[2] = c, c - last[1]
        else:
            found.append([c, c, 0, d])
    return [[first, last, stride or 1, d] for first, last, stride, d in found]


def several(change):
    """Characters that become up to three, with zeros behind shorter ones."""
    return [
        [ord(ch), list(map(ord, change(ch).ljust(3, "\0")))] for ch in ALL if len(change(ch)) > 1
    ]


def braced(row):
    items = (braced(x) if isinstance(x, list) else hex(x) if x > 9 else str(x) for x in row)
    return "{" + ", ".join(items) + "}"


def show(kind, name, rows):
    print(f"constexpr {kind} {name}[] = {{")
    line = "   "
    for row in rows:
        text = f" {braced(row)},"
        if len(line) + len(text) > 100:
            print(line)
            line = "   "
        line += text
    print(line + "\n};")


print(f"// Made by unicode_tables.py from Unicode {unicodedata.unidata_version}; not edited by hand.")
print("// clang-format off")
show("Range", "kAlphabetic", ranges(str.isalpha))
show("Range", "kDecimal", ranges(str.isdecimal))
show("Range", "kDigit", ranges(str.isdigit))
show("Range", "kNumeric", ranges(str.isnumeric))
show("Range", "kUppercase", ranges(str.isupper))
show("Range", "kLowercase", ranges(str.islower))
show("Range", "kTitlecase", ranges(lambda ch: ch.istitle() and not ch.isupper()))
show("Step", "kToUpper", steps(str.upper))
show("Step", "kToLower", steps(str.lower))
show("Step", "kToTitle", steps(str.title))
show("Step", "kFolded", steps(str.casefold))
show("Several", "kToUpperSeveral", several(str.upper))
show("Several", "kToLowerSeveral", several(str.lower))
show("Several", "kToTitleSeveral", several(str.title))
show("Several", "kFoldedSeveral", several(str.casefold))
