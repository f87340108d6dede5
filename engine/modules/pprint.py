"""Containers printed over several lines, where one is too narrow."""

import sys
from dataclasses import fields, is_dataclass

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False,
           sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact,
                  sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
            underscore_numbers=False):
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact,
                         sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._shown(object, [], 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


# Orders what cannot be compared by the names of the types.
class _Key:
    __slots__ = ("obj",)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _item_key(item):
    return _Key(item[0]), _Key(item[1])


class PrettyPrinter:
    """Prints in a way that is chosen once."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False,
                 sort_dicts=True, underscore_numbers=False):
        indent = int(indent)
        width = int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent = indent
        self._width = width
        self._stream = sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscores = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        out = []
        self._format(object, out, 0, 0, [], 0)
        return "".join(out)

    def isrecursive(self, object):
        return self._shown(object, [], 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self._shown(object, [], 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        return self._shown(object, list(context), level)

    # --- In one line: text, whether it can be read back, whether it holds itself ---

    def _shown(self, obj, around, level):
        kind = type(obj)
        if kind in (int, bool) and kind.__repr__ is int.__repr__ and self._underscores:
            return f"{obj:_d}", True, False
        if kind is dict:
            if not obj:
                return "{}", True, False
            opening, closing = "{", "}"
            items = sorted(obj.items(), key=_item_key) if self._sort_dicts else obj.items()
        elif kind in (list, tuple):
            if not obj:
                return ("[]" if kind is list else "()"), True, False
            opening, closing = ("[", "]") if kind is list else \
                ("(", ",)" if len(obj) == 1 else ")")
            items = obj
        else:
            text = repr(obj)
            return text, bool(text) and not text.startswith("<"), False
        if self._depth and level >= self._depth:
            return f"{opening}...{')' if kind is tuple else closing}", False, \
                any([other is obj for other in around])
        if any([other is obj for other in around]):
            return _recursion(obj), False, True
        around = around + [obj]
        readable, recursive = True, False
        parts = []
        for item in items:
            texts = []
            for part in item if kind is dict else (item,):
                text, part_readable, part_recursive = self._shown(part, around, level + 1)
                texts.append(text)
                readable = readable and part_readable
                recursive = recursive or part_recursive
            parts.append(": ".join(texts))
        return f"{opening}{', '.join(parts)}{closing}", readable, recursive

    # --- Over several lines ---

    def _format(self, obj, out, indent, allowance, around, level):
        if any([other is obj for other in around]):
            out.append(_recursion(obj))
            return
        text = self._shown(obj, around, level)[0]
        if len(text) <= self._width - indent - allowance or \
                self._depth and level >= self._depth:
            out.append(text)
            return
        method = self._method_for(obj)
        if method is None:
            out.append(text)
            return
        around.append(obj)
        method(obj, out, indent, allowance, around, level + 1)
        around.pop()

    def _method_for(self, obj):
        shows = type(obj).__repr__
        if isinstance(obj, dict) and shows is dict.__repr__:
            return self._format_dict
        if isinstance(obj, list) and shows is list.__repr__:
            return self._format_list
        if isinstance(obj, tuple) and shows is tuple.__repr__:
            return self._format_tuple
        if isinstance(obj, (set, frozenset)) and shows in (set.__repr__, frozenset.__repr__):
            return self._format_set
        if isinstance(obj, str) and shows is str.__repr__:
            return self._format_str
        if is_dataclass(obj) and hasattr(shows, "__wrapped__"):
            return self._format_dataclass
        if type(obj).__name__ == "SimpleNamespace":
            return self._format_namespace
        return None

    def _format_dict(self, obj, out, indent, allowance, around, level):
        out.append("{")
        if self._indent > 1:
            out.append((self._indent - 1) * " ")
        if obj:
            items = sorted(obj.items(), key=_item_key) if self._sort_dicts else \
                list(obj.items())
            between = ",\n" + " " * (indent + self._indent)
            for at, (key, value) in enumerate(items):
                shown = self._shown(key, around, level)[0]
                out.append(shown + ": ")
                is_last = at == len(items) - 1
                self._format(value, out, indent + self._indent + len(shown) + 2,
                             allowance + 1 if is_last else 1, around, level)
                if not is_last:
                    out.append(between)
        out.append("}")

    def _format_list(self, obj, out, indent, allowance, around, level):
        out.append("[")
        self._format_items(obj, out, indent, allowance + 1, around, level)
        out.append("]")

    def _format_tuple(self, obj, out, indent, allowance, around, level):
        closing = ",)" if len(obj) == 1 else ")"
        out.append("(")
        self._format_items(obj, out, indent, allowance + len(closing), around, level)
        out.append(closing)

    def _format_set(self, obj, out, indent, allowance, around, level):
        if not obj:
            out.append(repr(obj))
            return
        kind = type(obj)
        if kind is set:
            out.append("{")
            closing = "}"
        else:
            out.append(kind.__name__ + "({")
            closing = "})"
            indent += len(kind.__name__) + 1
        self._format_items(sorted(obj, key=_Key), out, indent, allowance + len(closing), around,
                           level)
        out.append(closing)

    def _format_items(self, items, out, indent, allowance, around, level):
        indent += self._indent
        if self._indent > 1:
            out.append((self._indent - 1) * " ")
        next_line = ",\n" + " " * indent
        between = ""
        room = width = self._width - indent + 1
        items = list(items)
        for at, item in enumerate(items):
            is_last = at == len(items) - 1
            if is_last:
                room -= allowance
                width -= allowance
            if self._compact:
                text = self._shown(item, around, level)[0]
                needed = len(text) + 2
                if room < needed:
                    room = width
                    if between:
                        between = next_line
                if room >= needed:
                    room -= needed
                    out.append(between + text)
                    between = ", "
                    continue
            out.append(between)
            between = next_line
            self._format(item, out, indent, allowance if is_last else 1, around, level)

    def _format_str(self, obj, out, indent, allowance, around, level):
        if not obj:
            out.append(repr(obj))
            return
        lines = obj.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        chunks = []
        for at, line in enumerate(lines):
            shown = repr(line)
            most = self._width - indent - (allowance if at == len(lines) - 1 else 0)
            if len(shown) <= most:
                chunks.append(shown)
                continue
            chunks += _split_words(line, self._width - indent,
                                   allowance if at == len(lines) - 1 else 0)
        if len(chunks) == 1:
            out.append(chunks[0])
            return
        if level == 1:
            out.append("(")
        out.append(("\n" + " " * indent).join(chunks))
        if level == 1:
            out.append(")")

    def _format_dataclass(self, obj, out, indent, allowance, around, level):
        name = type(obj).__name__
        indent += len(name) + 1
        items = [(f.name, getattr(obj, f.name)) for f in fields(obj) if f.repr]
        out.append(name + "(")
        self._format_named(items, out, indent, allowance, around, level)
        out.append(")")

    def _format_namespace(self, obj, out, indent, allowance, around, level):
        name = "namespace" if type(obj).__module__ == "types" else type(obj).__name__
        indent += len(name) + 1
        out.append(name + "(")
        self._format_named(list(obj.__dict__.items()), out, indent, allowance, around, level)
        out.append(")")

    def _format_named(self, items, out, indent, allowance, around, level):
        for at, (name, value) in enumerate(items):
            is_last = at == len(items) - 1
            out.append(name + "=")
            if any([other is value for other in around]):
                out.append("...")
            else:
                self._format(value, out, indent + len(name) + 1, allowance if is_last else 1,
                             around, level)
            if not is_last:
                out.append(",\n" + " " * indent)


# Words with the white space behind them, joined as far as their repr is short enough.
def _split_words(line, width, allowance):
    words = []
    at = 0
    while at < len(line):
        end = at
        while end < len(line) and not line[end].isspace():
            end += 1
        while end < len(line) and line[end].isspace():
            end += 1
        words.append(line[at:end])
        at = end
    chunks = []
    current = ""
    for at, word in enumerate(words):
        longer = current + word
        most = width - (allowance if at == len(words) - 1 else 0)
        if len(repr(longer)) > most:
            if current:
                chunks.append(repr(current))
            current = word
        else:
            current = longer
    if current:
        chunks.append(repr(current))
    return chunks


def _recursion(obj):
    return f"<Recursion on {type(obj).__name__} with id={id(obj)}>"
