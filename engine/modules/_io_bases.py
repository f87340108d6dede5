"""What files are by their classes."""


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    """What can be read or written as a file is."""

    closed = False

    def _check(self, told="I/O operation on closed file."):
        if self.closed:
            raise ValueError(told)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def close(self):
        if not self.closed:
            self.flush()
            self.closed = True

    def flush(self):
        self._check()

    def readable(self):
        return False

    writable = seekable = readable

    def isatty(self):
        self._check()
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def readlines(self, hint=-1, /):
        lines = []
        length = 0
        for line in self:
            lines.append(line)
            length += len(line)
            if hint is not None and 0 < hint <= length:
                break
        return lines

    def writelines(self, lines, /):
        self._check()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    encoding = errors = newlines = None


for _class in (IOBase, RawIOBase, BufferedIOBase, TextIOBase, UnsupportedOperation):
    _class.__module__ = "io"
