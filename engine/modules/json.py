"""JSON, written and read."""

__all__ = ["JSONDecodeError", "JSONDecoder", "JSONEncoder", "dump", "dumps", "load", "loads"]


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno


JSONDecodeError.__module__ = "json.decoder"


# --- Writing ---

_escapes = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r",
            "\t": "\\t"}


def _quoted(text, ensure_ascii):
    if text.isalnum() and text.isascii():
        return f'"{text}"'
    made = []
    for char in text:
        code = ord(char)
        if char in _escapes:
            made.append(_escapes[char])
        elif code < 32 or ensure_ascii and 126 < code < 0x10000:
            made.append(f"\\u{code:04x}")
        elif ensure_ascii and code >= 0x10000:
            code -= 0x10000
            made.append(f"\\u{0xd800 | code >> 10:04x}\\u{0xdc00 | code & 0x3ff:04x}")
        else:
            made.append(char)
    return f'"{"".join(made)}"'


class JSONEncoder:
    """Writes objects as JSON."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True,
                 allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        made = []
        self._write(o, made, 0, [])
        return "".join(made)

    def iterencode(self, o, _one_shot=False):
        made = []
        self._write(o, made, 0, [])
        yield from made

    def _write(self, o, made, level, open_now):
        if isinstance(o, str):
            made.append(_quoted(o, self.ensure_ascii))
        elif o is None:
            made.append("null")
        elif o is True:
            made.append("true")
        elif o is False:
            made.append("false")
        elif isinstance(o, int):
            made.append(int.__repr__(o))
        elif isinstance(o, float):
            made.append(self._float(o))
        else:
            if self.check_circular:
                if any([other is o for other in open_now]):
                    raise ValueError("Circular reference detected")
                open_now.append(o)
            if isinstance(o, (list, tuple)):
                self._write_list(o, made, level, open_now)
            elif isinstance(o, dict):
                self._write_dict(o, made, level, open_now)
            else:
                self._write(self.default(o), made, level, open_now)
            if self.check_circular:
                open_now.pop()

    def _float(self, value):
        if value != value:
            text = "NaN"
        elif value in (float("inf"), float("-inf")):
            text = "Infinity" if value > 0 else "-Infinity"
        else:
            return float.__repr__(value)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant")
        return text

    # What stands in front of an item, between two, and behind the last one.
    def _line(self, level):
        if self.indent is None:
            return ""
        unit = self.indent if isinstance(self.indent, str) else " " * self.indent
        return "\n" + unit * level

    def _write_list(self, items, made, level, open_now):
        if not items:
            made.append("[]")
            return
        line = self._line(level + 1)
        between = "[" + line
        for item in items:
            made.append(between)
            self._write(item, made, level + 1, open_now)
            between = self.item_separator + line
        made.append(self._line(level) + "]")

    def _write_dict(self, values, made, level, open_now):
        if not values:
            made.append("{}")
            return
        line = self._line(level + 1)
        between = "{" + line
        items = sorted(values.items()) if self.sort_keys else values.items()
        for key, value in items:
            text = self._key(key)
            if text is None:
                continue
            made.append(between + _quoted(text, self.ensure_ascii) + self.key_separator)
            self._write(value, made, level + 1, open_now)
            between = self.item_separator + line
        made.append("{}" if between[0] == "{" else self._line(level) + "}")

    def _key(self, key):
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return self._float(key)
        if key is True:
            return "true"
        if key is False:
            return "false"
        if key is None:
            return "null"
        if isinstance(key, int):
            return int.__repr__(key)
        if self.skipkeys:
            return None
        raise TypeError("keys must be str, int, float, bool or None, not "
                        f"{key.__class__.__name__}")


JSONEncoder.__module__ = "json.encoder"


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
          cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    return (JSONEncoder if cls is None else cls)(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
        allow_nan=allow_nan, indent=indent, separators=separators, default=default,
        sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
         cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    encoder = (JSONEncoder if cls is None else cls)(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
        allow_nan=allow_nan, indent=indent, separators=separators, default=default,
        sort_keys=sort_keys, **kw)
    for part in encoder.iterencode(obj):
        fp.write(part)


# --- Reading ---

_white = " \t\n\r"
_unescapes = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r",
              "t": "\t"}
_digits = "0123456789"


class JSONDecoder:
    """Reads JSON."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None,
                 parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or float
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        value, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _value(self, s, at):
        char = s[at:at + 1]
        if char == '"':
            return self._text(s, at + 1)
        if char == "{":
            return self._object(s, at + 1)
        if char == "[":
            return self._array(s, at + 1)
        for word, value in (("null", None), ("true", True), ("false", False)):
            if s.startswith(word, at):
                return value, at + len(word)
        for word, text in (("NaN", "nan"), ("Infinity", "inf"), ("-Infinity", "-inf")):
            if s.startswith(word, at):
                return self.parse_constant(word), at + len(word)
        return self._number(s, at)

    def _number(self, s, begin):
        at = begin + s.startswith("-", begin)
        if s[at:at + 1] not in _digits or at >= len(s):
            raise JSONDecodeError("Expecting value", s, begin)
        at = at + 1 if s[at] == "0" else _digits_end(s, at)
        is_float = False
        if s[at:at + 1] == "." and _digits_end(s, at + 1) > at + 1:
            at = _digits_end(s, at + 1)
            is_float = True
        if at < len(s) and s[at] in "eE":
            power = at + 1
            if power < len(s) and s[power] in "+-":
                power += 1
            if _digits_end(s, power) > power:
                at = _digits_end(s, power)
                is_float = True
        return (self.parse_float if is_float else self.parse_int)(s[begin:at]), at

    def _text(self, s, at):
        begin = at - 1
        made = []
        while True:
            end = at
            while end < len(s) and s[end] not in '"\\' and s[end] >= " ":
                end += 1
            if end > at:
                made.append(s[at:end])
            if end == len(s):
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            char = s[end]
            if char == '"':
                return "".join(made), end + 1
            if char != "\\":
                if self.strict:
                    raise JSONDecodeError("Invalid control character at", s, end)
                made.append(char)
                at = end + 1
                continue
            escape = s[end + 1:end + 2]
            if not escape:
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            if escape != "u":
                if escape not in _unescapes:
                    raise JSONDecodeError("Invalid \\escape", s, end)
                made.append(_unescapes[escape])
                at = end + 2
                continue
            code = _four_digits(s, end + 2)
            at = end + 6
            if 0xd800 <= code <= 0xdbff and s[at:at + 2] == "\\u":
                low = _four_digits(s, at + 2)
                if 0xdc00 <= low <= 0xdfff:
                    code = 0x10000 + (code - 0xd800 << 10 | low - 0xdc00)
                    at += 6
            made.append(chr(code))

    def _array(self, s, at):
        values = []
        at = _skip(s, at)
        if s[at:at + 1] == "]":
            return values, at + 1
        while True:
            value, at = self._value(s, at)
            values.append(value)
            at = _skip(s, at)
            char = s[at:at + 1]
            if char == "]":
                return values, at + 1
            if char != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = _skip(s, at + 1)

    def _object(self, s, at):
        pairs = []
        at = _skip(s, at)
        if s[at:at + 1] == "}":
            return self._made_of(pairs), at + 1
        while True:
            if s[at:at + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
            key, at = self._text(s, at + 1)
            at = _skip(s, at)
            if s[at:at + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._value(s, _skip(s, at + 1))
            pairs.append((key, value))
            at = _skip(s, at)
            char = s[at:at + 1]
            if char == "}":
                return self._made_of(pairs), at + 1
            if char != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = _skip(s, at + 1)

    def _made_of(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        made = dict(pairs)
        return made if self.object_hook is None else self.object_hook(made)


JSONDecoder.__module__ = "json.decoder"


def _skip(s, at):
    while at < len(s) and s[at] in _white:
        at += 1
    return at


def _digits_end(s, at):
    while at < len(s) and s[at] in _digits:
        at += 1
    return at


def _four_digits(s, at):
    digits = s[at:at + 4]
    if len(digits) != 4 or not all([char in "0123456789abcdefABCDEF" for char in digits]):
        raise JSONDecodeError("Invalid \\uXXXX escape", s, at - 1)
    return int(digits, 16)


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None,
          parse_constant=None, object_pairs_hook=None, **kw):
    if isinstance(s, (bytes, bytearray)):
        s = s.removeprefix(b"\xef\xbb\xbf").decode()
    elif not isinstance(s, str):
        raise TypeError("the JSON object must be str, bytes or bytearray, not "
                        f"{s.__class__.__name__}")
    elif s.startswith("\ufeff"):
        raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    return (JSONDecoder if cls is None else cls)(
        object_hook=object_hook, parse_float=parse_float, parse_int=parse_int,
        parse_constant=parse_constant, object_pairs_hook=object_pairs_hook, **kw).decode(s)


def load(fp, **kw):
    return loads(fp.read(), **kw)
