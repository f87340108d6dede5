"""Where code stands, as text."""

import sys
from _sys import program_file, source_line

__all__ = ["FrameSummary", "StackSummary", "extract_stack", "format_list", "format_stack",
           "print_list", "print_stack", "walk_stack"]


class FrameSummary:
    """One line of a stack."""

    __slots__ = ("filename", "lineno", "name", "_line", "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        self.locals = None if locals is None else {key: repr(value)
                                                   for key, value in locals.items()}

    @property
    def line(self):
        if self._line is None and self.lineno is not None:
            is_ours = self.filename == program_file()
            self._line = source_line(self.lineno) if is_ours else ""
        return None if self._line is None else self._line.strip()

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return tuple(self)[:3] == tuple(other)[:3] and self.locals == other.locals
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    __hash__ = None

    def __getitem__(self, at):
        return (self.filename, self.lineno, self.name, self.line)[at]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


def walk_stack(f):
    if f is None:
        f = sys._getframe()
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


class StackSummary(list):
    """The lines of a stack, the outermost first."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        frames = list(frame_gen)
        if limit is not None:
            frames = frames[:limit] if limit >= 0 else frames[limit:]
        return cls(FrameSummary(frame.f_code.co_filename, lineno, frame.f_code.co_name,
                                locals=frame.f_locals if capture_locals else None)
                   for frame, lineno in frames)

    @classmethod
    def from_list(cls, a_list):
        return cls(each if isinstance(each, FrameSummary)
                   else FrameSummary(each[0], each[1], each[2], line=each[3]) for each in a_list)

    def format_frame_summary(self, frame_summary):
        text = (f'  File "{frame_summary.filename}", line {frame_summary.lineno}, '
                f"in {frame_summary.name}\n")
        if frame_summary.line:
            text += f"    {frame_summary.line}\n"
        for name in sorted(frame_summary.locals or ()):
            text += f"    {name} = {frame_summary.locals[name]}\n"
        return text

    def format(self):
        return [self.format_frame_summary(each) for each in self]


def extract_stack(f=None, limit=None):
    stack = StackSummary.extract(walk_stack(sys._getframe() if f is None else f), limit=limit)
    stack.reverse()
    return stack


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    (sys.stderr if file is None else file).write("".join(format_list(extracted_list)))


def format_stack(f=None, limit=None):
    return format_list(extract_stack(sys._getframe() if f is None else f, limit))


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(sys._getframe() if f is None else f, limit), file)
