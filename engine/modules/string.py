"""Characters by their kinds, and templates."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits",
           "hexdigits", "octdigits", "printable", "punctuation", "whitespace", "Formatter",
           "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


_absent = object()


class Template:
    """A text with $names in it."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    # The parts of the text: (text, None, at), or (None, name, at) for a name; ("$", None, at) for
    # an escaped delimiter; (None, None, at) for a delimiter with nothing behind it.
    def _parts(self):
        text = self.template
        at = 0
        parts = []
        while True:
            found = text.find(self.delimiter, at)
            if found < 0:
                parts.append((text[at:], None, at))
                return parts
            parts.append((text[at:found], None, at))
            at = found + 1
            if text[at:at + 1] == self.delimiter:
                parts.append((self.delimiter, None, found))
                at += 1
                continue
            braced = text[at:at + 1] == "{"
            end = begin = at + braced
            while end < len(text) and _is_name(text[begin:end + 1]):
                end += 1
            if end == begin or braced and text[end:end + 1] != "}":
                parts.append((None, None, found))
                continue
            parts.append((None, text[begin:end], found))
            at = end + braced

    def _values(self, mapping, kws):
        if mapping is _absent:
            return kws
        return {**mapping, **kws} if kws else mapping

    def substitute(self, mapping=_absent, /, **kws):
        values = self._values(mapping, kws)
        made = []
        for text, name, at in self._parts():
            if name is not None:
                made.append(str(values[name]))
            elif text is None:
                self._refuse(at)
            else:
                made.append(text)
        return "".join(made)

    def safe_substitute(self, mapping=_absent, /, **kws):
        values = self._values(mapping, kws)
        made = []
        for text, name, at in self._parts():
            if name is not None:
                if name in values:
                    made.append(str(values[name]))
                else:
                    braced = self.template[at + 1] == "{"
                    made.append(f"{self.delimiter}{{{name}}}" if braced
                                else self.delimiter + name)
            else:
                made.append(self.delimiter if text is None else text)
        return "".join(made)

    def _refuse(self, at):
        lines = self.template[:at + 1].splitlines(keepends=True)
        line = len(lines)
        column = at + 1 - len("".join(lines[:-1]))
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")

    def is_valid(self):
        return all([text is not None or name is not None for text, name, at in self._parts()])

    def get_identifiers(self):
        names = []
        for text, name, at in self._parts():
            if name is not None and name not in names:
                names.append(name)
        return names


def _is_name(text):
    return text.isascii() and text.isidentifier()


class Formatter:
    """What `str.format` does, open to be changed."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used, depth, number):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        made = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                made.append(literal)
            if field is None:
                continue
            if field == "":
                if number is False:
                    raise ValueError("cannot switch from manual field specification to automatic "
                                     "field numbering")
                field = str(number)
                number += 1
            elif field.isdigit():
                if number:
                    raise ValueError("cannot switch from manual field specification to automatic "
                                     "field numbering")
                number = False
            value, key = self.get_field(field, args, kwargs)
            used.add(key)
            value = self.convert_field(value, conversion)
            spec, number = self._vformat(spec, args, kwargs, used, depth - 1, number)
            made.append(self.format_field(value, spec))
        return "".join(made), number

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion}")

    # (literal text, field name, format spec, conversion) for each field and for the text behind
    # the last one.
    def parse(self, format_string):
        at = 0
        literal = ""
        while at < len(format_string):
            char = format_string[at]
            if char in "{}" and format_string[at + 1:at + 2] == char:
                yield literal + char, None, None, None
                literal = ""
                at += 2
            elif char == "}":
                raise ValueError("Single '}' encountered in format string")
            elif char == "{":
                end = _field_end(format_string, at + 1)
                name, spec, conversion = _split_field(format_string[at + 1:end])
                yield literal, name, spec, conversion
                literal = ""
                at = end + 1
            else:
                literal += char
                at += 1
        if literal:
            yield literal, None, None, None

    def get_field(self, field_name, args, kwargs):
        first, rest = _split_name(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, part in rest:
            value = getattr(value, part) if is_attribute else value[part]
        return value, first


def _field_end(text, begin):
    depth = 1
    for at in range(begin, len(text)):
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if not depth:
                return at
    if begin == len(text):
        raise ValueError("Single '{' encountered in format string")
    raise ValueError("expected '}' before end of string")


def _split_field(field):
    in_brackets = False
    for at, char in enumerate(field):
        if char == "[":
            in_brackets = True
        elif char == "]":
            in_brackets = False
        elif not in_brackets and char == ":":
            return field[:at], field[at + 1:], None
        elif not in_brackets and char == "!":
            conversion = field[at + 1:at + 2]
            rest = field[at + 2:]
            if rest and rest[0] != ":":
                raise ValueError("expected ':' after conversion specifier")
            return field[:at], rest[1:], conversion
    return field, "", None


def _split_name(name):
    end = 0
    while end < len(name) and name[end] not in ".[":
        end += 1
    first = int(name[:end]) if name[:end].isdigit() else name[:end]
    rest = []
    at = end
    while at < len(name):
        if name[at] == ".":
            end = at + 1
            while end < len(name) and name[end] not in ".[":
                end += 1
            rest.append((True, name[at + 1:end]))
            at = end
        else:
            end = name.index("]", at)
            key = name[at + 1:end]
            rest.append((False, int(key) if key.isdigit() else key))
            at = end + 1
    return first, rest
