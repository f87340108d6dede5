"""Streams of text in memory."""

from _io_bases import TextIOBase, UnsupportedOperation

__all__ = ["SEEK_CUR", "SEEK_END", "SEEK_SET", "StringIO", "UnsupportedOperation"]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class StringIO(TextIOBase):
    """A text that is written and read as a file is."""

    line_buffering = False

    def __init__(self, initial_value="", newline="\n"):
        if not isinstance(initial_value, (str, type(None))):
            raise TypeError("initial_value must be str or None, not "
                            f"{type(initial_value).__name__}")
        self._newline = newline
        self._parts = []  # behind the text, not joined to it yet
        self._text = self._translated(initial_value or "")
        self._at = 0
        self.closed = False

    @property
    def newlines(self):
        return None

    def _translated(self, text):
        if self._newline is None:
            return text.replace("\r\n", "\n").replace("\r", "\n")
        if self._newline in ("\r", "\r\n"):
            return text.replace("\n", self._newline)
        return text

    def _whole(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")
        if self._parts:
            self._text += "".join(self._parts)
            self._parts.clear()
        return self._text

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        if self.closed:
            raise ValueError("I/O operation on closed file")
        text = self._translated(s)
        if self._at < 0:
            self._parts.append(text)
            return len(s)
        whole = self._whole()
        if self._at > len(whole):
            whole += "\0" * (self._at - len(whole))
        self._text = whole[:self._at] + text + whole[self._at + len(text):]
        self._at += len(text)
        if self._at == len(self._text):
            self._at = -1  # at the end, wherever that is
        return len(s)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def getvalue(self):
        return self._whole()

    def tell(self):
        whole = self._whole()
        return len(whole) if self._at < 0 else self._at

    def seek(self, pos, whence=0, /):
        whole = self._whole()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"Negative seek position {pos}")
            self._at = pos
        elif whence not in (1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        elif pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        elif whence == 2:
            self._at = len(whole)
        return self.tell()

    def read(self, size=-1, /):
        whole = self._whole()
        at = self.tell()
        end = len(whole) if size is None or size < 0 else min(len(whole), at + size)
        self._at = max(at, end)
        return whole[at:end]

    def readline(self, size=-1, /):
        whole = self._whole()
        at = self.tell()
        end = whole.find("\n", at)
        end = len(whole) if end < 0 else end + 1
        if size is not None and size >= 0:
            end = min(end, at + size)
        self._at = max(at, end)
        return whole[at:end]

    def readlines(self, hint=-1, /):
        lines = []
        length = 0
        for line in self:
            lines.append(line)
            length += len(line)
            if hint is not None and 0 < hint <= length:
                break
        return lines

    def truncate(self, pos=None, /):
        whole = self._whole()
        pos = self.tell() if pos is None else pos
        if pos < 0:
            raise ValueError(f"Negative size value {pos}")
        at = self.tell()
        self._text = whole[:pos]
        self._at = at
        return pos

    def __iter__(self):
        self._whole()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __enter__(self):
        self._whole()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        self.closed = True

    def flush(self):
        self._whole()

    def isatty(self):
        self._whole()
        return False

    def readable(self):
        self._whole()
        return True

    writable = seekable = readable

    def fileno(self):
        raise UnsupportedOperation("fileno")


StringIO.__module__ = "_io"
