"""Makes normal_form_tables.inc from the Unicode database of the Python that runs it (3.11: Unicode
14): what the form NFKC does to the characters that a Python name may have.

    /usr/bin/python3 engine/base/unicode/normal_form_tables.py > engine/base/unicode/normal_form_tables.inc
"""

import sys
import unicodedata

ALL = [chr(c) for c in range(sys.maxunicode + 1) if not 0xD800 <= c <= 0xDFFF]
HANGUL = range(0xAC00, 0xD7A4)  # by rule, not by table
IN_NAMES = [ch for ch in ALL if ("a" + ch).isidentifier() and ord(ch) not in HANGUL]


def decomposed(ch):
    return unicodedata.normalize("NFKD", ch)


def to_one():
    """(first, how many, what the first becomes): characters in a row that become others in a row."""
    found = []
    for ch in IN_NAMES:
        to = decomposed(ch)
        if to == ch or len(to) != 1:
            continue
        c, d = ord(ch), ord(to)
        last = found[-1] if found else None
        if last and last[0] + last[1] == c and last[2] + last[1] == d:
            last[1] += 1
        else:
            found.append([c, 1, d])
    return found


def to_several():
    return [[ord(ch), *map(ord, decomposed(ch))] for ch in IN_NAMES if len(decomposed(ch)) > 1]


def classes():
    """(first, last, canonical combining class)"""
    found = []
    for ch in IN_NAMES:
        c, k = ord(ch), unicodedata.combining(ch)
        if k and found and found[-1][1] == c - 1 and found[-1][2] == k:
            found[-1][1] = c
        elif k:
            found.append([c, c, k])
    return found


def composed():
    """(first, second, both in one)"""
    found = []
    for ch in IN_NAMES:
        parts = unicodedata.decomposition(ch).split()
        again = unicodedata.normalize("NFC", unicodedata.normalize("NFD", ch))
        if len(parts) == 2 and parts[0][0] != "<" and again == ch:
            found.append([int(parts[0], 16), int(parts[1], 16), ord(ch)])
    return sorted(found)


def show(name, cells, rows):
    print(f"constexpr char32_t {name}[][{cells}] = {{")
    line = "   "
    for row in rows:
        text = " {" + ",".join(f"{x:#x}" if x > 9 else str(x) for x in row) + "},"
        if len(line) + len(text) > 100:
            print(line)
            line = "   "
        line += text
    print(line + "\n};")


print(f"// Made by normal_form_tables.py from Unicode {unicodedata.unidata_version}; not edited by "
      "hand.")
print("// clang-format off")
several = to_several()
longest = max(map(len, several))
show("kToOne", 3, to_one())
show("kToSeveral", longest, several)
show("kClasses", 3, classes())
show("kComposed", 3, composed())
