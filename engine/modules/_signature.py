"""Functions whose parameters are known only when the program runs, as those of namedtuple and
dataclass are: a Signature gives each parameter its value, or complains in Python's words."""

__all__ = ["MISSING", "Signature"]


class _Missing:
    pass


MISSING = _Missing()


def _listed(names):
    quoted = [repr(name) for name in names]
    if len(quoted) == 1:
        return quoted[0]
    if len(quoted) == 2:
        return " and ".join(quoted)
    return ", ".join(quoted[:-1]) + ", and " + quoted[-1]


def _plural(count, word):
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


class Signature:
    __slots__ = ("function", "positional", "keyword_only", "defaults", "names", "count",
                 "required")

    # `function`: its qualified name. `positional` starts with self. `defaults`: by name.
    def __init__(self, function, positional, keyword_only=(), defaults=None):
        self.function = function
        self.positional = tuple(positional)
        self.keyword_only = tuple(keyword_only)
        self.defaults = {} if defaults is None else defaults
        self.names = self.positional + self.keyword_only
        self.count = len(self.positional)
        self.required = len([name for name in self.positional if name not in self.defaults])

    # One value per parameter, in the order of `names`.
    def bind(self, args, kwargs):
        if not kwargs and len(args) == self.count and not self.keyword_only:
            return args
        by_name = {}
        for name, value in zip(self.positional, args):
            by_name[name] = value
        for name, value in kwargs.items():
            if name not in self.names:
                raise TypeError(f"{self.function}() got an unexpected keyword argument {name!r}")
            if name in by_name:
                raise TypeError(f"{self.function}() got multiple values for argument {name!r}")
            by_name[name] = value
        if len(args) > self.count:
            self._refuse_too_many(args, by_name)
        self._require(self.positional, by_name, "positional")
        self._require(self.keyword_only, by_name, "keyword-only")
        return tuple([by_name[name] if name in by_name else self.defaults[name]
                      for name in self.names])

    def _require(self, names, by_name, kind):
        missing = [name for name in names if name not in by_name and name not in self.defaults]
        if missing:
            raise TypeError(f"{self.function}() missing "
                            f"{_plural(len(missing), f'required {kind} argument')}: "
                            f"{_listed(missing)}")

    def _refuse_too_many(self, args, by_name):
        takes = str(self.count)
        if self.required < self.count:
            takes = f"from {self.required} to {self.count}"
        word = "argument" if self.count == 1 and self.required == self.count else "arguments"
        given = str(len(args))
        also = len([name for name in self.keyword_only if name in by_name])
        if also:
            given = (f"{_plural(len(args), 'positional argument')} "
                     f"(and {_plural(also, 'keyword-only argument')})")
        were = "was" if len(args) == 1 and not also else "were"
        raise TypeError(f"{self.function}() takes {takes} positional {word} but {given} {were} "
                        "given")
