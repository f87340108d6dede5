"""Texts in files of bytes."""

from _io_bases import TextIOBase, UnsupportedOperation


class TextIOWrapper(TextIOBase):
    """A file of bytes as one of text."""

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False,
                 write_through=False):
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline}")
        "".encode(encoding or "UTF-8")
        self.buffer = buffer
        self.encoding = encoding or "UTF-8"
        self.errors = errors or "strict"
        self.line_buffering = line_buffering
        self.write_through = write_through
        self._newline = newline
        self._seen = set()  # ends of lines
        self._told = True  # tell() may be asked
        self._forget()

    # What was read ahead: from byte `_start` on, as it stands there and as it is given out, up to
    # `_i`.
    def _forget(self):
        self._start = None
        self._raw = self._text = ""
        self._i = 0

    def __repr__(self):
        name = f" name={self.buffer.name!r}" if hasattr(self.buffer, "name") else ""
        mode = f" mode={self.mode!r}" if hasattr(self, "mode") else ""
        return f"<_io.TextIOWrapper{name}{mode} encoding={self.encoding!r}>"

    @property
    def closed(self):
        return self.buffer.closed

    @property
    def name(self):
        return self.buffer.name

    @property
    def newlines(self):
        seen = tuple(end for end in ("\r", "\n", "\r\n") if end in self._seen)
        return None if not seen else seen[0] if len(seen) == 1 else seen

    def _begin_to(self, op):
        self._check()
        if not self.buffer._can_read:
            raise UnsupportedOperation("not readable")
        self.buffer._begin(op)

    # What is written and not settled yet comes behind what is read, as CPython has it, unless all is
    # read at once.
    def _read_ahead(self, settles=False):
        if self._i < len(self._text):
            return
        self._forget()
        if settles:
            self.buffer._settle()
        start = self.buffer._at
        self._raw = self.buffer._take_ahead().decode(self.encoding, self.errors)
        self._start = start
        self._text = self._translated(self._raw)

    def _translated(self, raw):
        if self._newline is not None and self._newline != "" or "\r" not in raw:
            if self._newline is None and "\n" in raw:
                self._seen.add("\n")
            return raw
        without = raw.replace("\r\n", "")
        self._seen.update(end for end in "\r\n" if end in without)
        if len(without) < len(raw):
            self._seen.add("\r\n")
        return raw.replace("\r\n", "\n").replace("\r", "\n") if self._newline is None else raw

    def _end_of_line(self):
        text, newline = self._text, self._newline
        if newline == "":
            ends = [text.find(end, self._i) for end in ("\n", "\r")]
            at = min((end for end in ends if end >= 0), default=-1)
            if at >= 0:
                return at + (2 if text[at:at + 2] == "\r\n" else 1)
        else:
            newline = newline or "\n"
            at = text.find(newline, self._i)
            if at >= 0:
                return at + len(newline)
        return len(text)

    def read(self, size=-1, /):
        self._begin_to("read")
        if size is None or size < 0:
            rest = self._text[self._i:]
            self._i = len(self._text)
            self._read_ahead(settles=True)
            rest += self._text
            self._i = len(self._text)
            return rest
        self._read_ahead()
        taken = self._text[self._i:self._i + size]
        self._i += len(taken)
        return taken

    def readline(self, size=-1, /):
        self._begin_to("readline")
        return self._line(size)

    def _line(self, size=-1):
        self._read_ahead()
        end = self._end_of_line()
        if size is not None and size >= 0:
            end = min(end, self._i + size)
        line = self._text[self._i:end]
        self._i = end
        return line

    def __next__(self):
        self._told = False
        self._begin_to("readline")
        line = self._line()
        if not line:
            self._told = True
            raise StopIteration
        return line

    def readlines(self, hint=-1, /):
        self._check()
        self._told = False
        self._begin_to("read")
        lines = []
        length = 0
        while line := self._line():
            lines.append(line)
            length += len(line)
            if hint is not None and 0 < hint <= length:
                return lines
        self._told = True
        return lines

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._check()
        if not self.buffer._can_write:
            raise UnsupportedOperation("not writable")
        data = self._encoded(text)
        self.buffer._begin("write", len(data))
        self._forget()
        self.buffer._put(data)
        if self.write_through or self.line_buffering and ("\n" in text or "\r" in text):
            self.buffer._settle()
        return len(text)

    def _encoded(self, text):
        if self._newline in ("\r", "\r\n"):
            text = text.replace("\n", self._newline)
        return text.encode(self.encoding, self.errors)

    def writelines(self, lines, /):
        self._check()
        for line in lines:
            self.write(line)

    def tell(self):
        self._check()
        if not self._told:
            raise OSError("telling position disabled by next() call")
        if self._start is None:
            self.buffer._settle()
            return self.buffer._at
        raw = self._raw
        end = self._i
        if len(raw) != len(self._text):
            end = self._raw_place()
        return self._start + len(raw[:end].encode(self.encoding, self.errors))

    def _raw_place(self):
        at = 0
        for _ in range(self._i):
            at += 2 if self._raw[at:at + 2] == "\r\n" else 1
        return at

    def seek(self, cookie, whence=0, /):
        self._check()
        if whence == 1:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie = self.tell()
        elif whence == 2:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
        elif whence != 0:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        elif cookie < 0:
            raise ValueError(f"negative seek position {cookie}")
        self._forget()
        self._told = True
        return self.buffer._go_to(cookie, 2 if whence == 2 else 0)

    def truncate(self, pos=None, /):
        self._check()
        if pos is None:
            pos = self.tell()
        return self.buffer.truncate(pos)

    def flush(self):
        self._check()
        self._told = True
        self.buffer.flush()

    def close(self):
        self.buffer.close()

    def detach(self):
        self.buffer.flush()
        return self.buffer

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def isatty(self):
        return self.buffer.isatty()

    def fileno(self):
        return self.buffer.fileno()


TextIOWrapper.__module__ = "_io"
