"""Files of bytes: in memory, and those of the file system."""

from _filesystem import act, now
from _io_bases import BufferedIOBase, UnsupportedOperation

_BUFFER = 8192


# What all files of bytes have in common: `_data` is where they are kept, `_at` the place in it.
class _ByteFile(BufferedIOBase):
    _can_read = _can_write = True
    _closed_words = {"read": "read of closed file", "readline": "readline of closed file",
                     "write": "write to closed file", "seek": "seek of closed file",
                     "flush": "flush of closed file", "truncate": "truncate of closed file",
                     "peek": "peek of closed file"}

    def _begin(self, op, size=None):
        """An operation, which the program asks for."""
        self._check(self._closed_words.get(op, "I/O operation on closed file."))

    def _settle(self):
        """What was written is where others see it."""

    # Quietly: for an operation that has begun.
    def _take(self, size=None):
        self._settle()
        return self._take_ahead(size)

    def _take_ahead(self, size=None):
        data = self._data
        end = len(data) if size is None or size < 0 else min(len(data), self._at + size)
        taken = bytes(data[self._at:end])
        self._at = max(self._at, end)
        return taken

    def _take_line(self, size=None):
        self._settle()
        data = self._data
        end = data.find(b"\n", self._at)
        end = len(data) if end < 0 else end + 1
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        return self._take(max(0, end - self._at))

    def _put(self, data):
        whole = self._data
        if self._at > len(whole):
            whole.extend(bytes(self._at - len(whole)))
        whole[self._at:self._at + len(data)] = data
        self._at += len(data)

    def _go_to(self, pos, whence=0):
        self._settle()
        if whence == 1:
            pos += self._at
        elif whence == 2:
            pos += len(self._data)
        elif whence != 0:
            raise ValueError(f"whence value {whence} unsupported")
        self._at = self._checked_place(pos)
        return self._at

    def _checked_place(self, pos):
        if pos < 0:
            raise OSError(22, "Invalid argument")
        return pos

    def _need(self, able, told):
        if not able:
            raise UnsupportedOperation(told)

    def read(self, size=-1, /):
        self._need(self._can_read, "read")
        self._begin("read")
        return self._take(size)

    def read1(self, size=-1, /):
        self._need(self._can_read, "read1")
        self._begin("read")
        return self._take(_BUFFER if size is None or size < 0 else size)

    def readinto(self, buffer, /):
        self._need(self._can_read, "readinto")
        self._begin("read")
        taken = self._take(len(buffer))
        buffer[:len(taken)] = taken
        return len(taken)

    def peek(self, size=0, /):
        self._begin("peek")
        at = self._at
        taken = self._take(_BUFFER)
        self._at = at
        return taken

    def readline(self, size=-1, /):
        self._need(self._can_read, "read")
        self._begin("readline")
        return self._take_line(size)

    def write(self, data, /):
        self._need(self._can_write, "write")
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(memoryless(data))
        self._begin("write", len(data))
        self._put(data)
        return len(data)

    def seek(self, pos, whence=0, /):
        self._check(self._closed_words.get("seek", "I/O operation on closed file."))
        return self._go_to(pos, whence)

    def tell(self):
        self._check("I/O operation on closed file")
        self._settle()
        return self._at

    def truncate(self, pos=None, /):
        self._check(self._closed_words.get("truncate", "I/O operation on closed file."))
        self._need(self._can_write, "truncate")
        self._begin("truncate")
        self._settle()
        pos = self._at if pos is None else pos
        if pos < 0:
            raise OSError(22, "Invalid argument")
        data = self._data
        if pos < len(data):
            del data[pos:]
        elif self._grows:
            data.extend(bytes(pos - len(data)))
        return pos

    _grows = True  # by truncate()

    def readable(self):
        self._check("I/O operation on closed file")
        return self._can_read

    def writable(self):
        self._check("I/O operation on closed file")
        return self._can_write

    def seekable(self):
        self._check("I/O operation on closed file")
        return True


def memoryless(data):
    if isinstance(data, (bytes, bytearray)):
        return data
    raise TypeError(f"a bytes-like object is required, not {type(data).__name__!r}")


class BytesIO(_ByteFile):
    """Bytes that are written and read as a file is."""

    _closed_words = {}
    _grows = False

    def __init__(self, initial_bytes=b""):
        if initial_bytes is None:
            initial_bytes = b""
        self._data = bytearray(memoryless(initial_bytes))
        self._at = 0
        self.closed = False

    def getvalue(self):
        self._check()
        return bytes(self._data)

    def _checked_place(self, pos):
        if pos < 0:
            raise ValueError(f"negative seek value {pos}")
        return pos


class _StoredFile(_ByteFile):
    _numbers = 2

    def __init__(self, path, node, name, flags):
        self._path = path
        self._node = node
        self._data = node.data
        self._pending = []  # written, and not seen by others yet
        self._pending_size = 0
        self._appends = "a" in flags
        self._can_read = "r" in flags or "+" in flags
        self._can_write = "r" not in flags or "+" in flags
        self._at = len(node.data) if self._appends else 0
        self._number = None
        self.name = name
        self.closed = False

    @property
    def mode(self):
        if self._can_read and self._can_write:
            return "ab+" if self._appends else "xb+" if self._is_new else "rb+"
        return "rb" if self._can_read else "ab" if self._appends else "xb" if self._is_new else "wb"

    _is_new = False

    def __repr__(self):
        return f"<_io.{type(self).__name__} name={self.name!r}>"

    def _begin(self, op, size=None):
        super()._begin(op, size)
        act(self._path, op, size)

    def _put(self, data):
        self._pending.append(data)
        self._pending_size += len(data)
        if self._pending_size > _BUFFER:
            self._settle()

    def _settle(self):
        if not self._pending:
            return
        data = b"".join(self._pending)
        self._pending.clear()
        self._pending_size = 0
        if self._appends:
            self._at = len(self._data)
        super()._put(data)
        self._node.modified = now()

    def flush(self):
        self._check(self._closed_words.get("flush", "I/O operation on closed file."))
        act(self._path, "flush", takes_time=False)
        self._settle()

    def close(self):
        if self.closed:
            return
        self._settle()
        self.closed = True
        act(self._path, "close", takes_time=False)

    def __del__(self):
        if not self.closed:
            self._settle()

    def fileno(self):
        self._check("I/O operation on closed file")
        if self._number is None:
            _StoredFile._numbers += 1
            self._number = _StoredFile._numbers
        return self._number

    def isatty(self):
        self._check("I/O operation on closed file")
        return False

    @property
    def raw(self):
        return self

    def detach(self):
        self.flush()
        return self


class BufferedReader(_StoredFile):
    pass


class BufferedWriter(_StoredFile):
    pass


class BufferedRandom(_StoredFile):
    pass


class FileIO(_StoredFile):
    _closed_words = {**dict.fromkeys(_ByteFile._closed_words, "I/O operation on closed file"),
                     "flush": "I/O operation on closed file."}
    closefd = True

    def _need(self, able, told):
        self._check("I/O operation on closed file")
        super()._need(able, "File not open for reading" if told.startswith("read")
                      else "File not open for writing")

    def __repr__(self):
        if self.closed:
            return "<_io.FileIO [closed]>"
        return f"<_io.FileIO name={self.name!r} mode={self.mode!r} closefd=True>"

    def _put(self, data):
        super()._put(data)
        self._settle()

    def readall(self):
        return self.read()


for _class in (BytesIO, BufferedReader, BufferedWriter, BufferedRandom, FileIO):
    _class.__module__ = "_io"
