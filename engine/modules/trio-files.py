"""Files, through threads."""

__all__ = ["Path", "PosixPath", "open_file", "wrap_file"]

import io
import pathlib
from functools import partial

import trio
from trio.abc import AsyncResource

_PLAIN = {"closed", "encoding", "errors", "fileno", "isatty", "newlines", "readable", "seekable",
          "writable", "buffer", "raw", "line_buffering", "closefd", "name", "mode", "getvalue",
          "getbuffer"}
_IN_THREAD = {"flush", "read", "read1", "readall", "readinto", "readline", "readlines", "seek",
              "tell", "truncate", "write", "writelines", "readinto1", "peek"}


class AsyncIOWrapper(AsyncResource):
    """A file whose operations are done in threads."""

    def __init__(self, file):
        self._wrapped = file

    @property
    def wrapped(self):
        return self._wrapped

    def __getattr__(self, name):
        if name in _PLAIN:
            return getattr(self._wrapped, name)
        if name in _IN_THREAD:
            operation = getattr(self._wrapped, name)

            async def wrapper(*args, **kwargs):
                return await trio.to_thread.run_sync(partial(operation, *args, **kwargs))

            wrapper.__name__ = name
            wrapper.__qualname__ = f"AsyncIOWrapper.{name}"
            setattr(self, name, wrapper)
            return wrapper
        raise AttributeError(name)

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if line:
            return line
        raise StopAsyncIteration

    async def detach(self):
        return wrap_file(await trio.to_thread.run_sync(self._wrapped.detach))

    async def aclose(self):
        with CancelScope(shield=True):
            await trio.to_thread.run_sync(self._wrapped.close)
        await trio.lowlevel.checkpoint_if_cancelled()


AsyncIOWrapper.__module__ = "trio._file_io"


async def open_file(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None,
                    closefd=True, opener=None):
    return wrap_file(await trio.to_thread.run_sync(
        io.open, file, mode, buffering, encoding, errors, newline, closefd, opener))


def wrap_file(file):
    def has(name):
        return hasattr(file, name) and callable(getattr(file, name))

    if not (has("close") and (has("read") or has("write"))):
        raise TypeError(f"{file} does not implement required duck-file methods: "
                        "close and (read or write)")
    return AsyncIOWrapper(file)


class Path(pathlib.PurePath):
    """A path whose operations are done in threads."""

    __slots__ = ()

    def __new__(cls, *args):
        return super().__new__(PosixPath if cls is Path else cls, *args)

    @classmethod
    async def cwd(cls):
        return await trio.to_thread.run_sync(partial(_call_class, cls, "cwd"))

    @classmethod
    async def home(cls):
        return await trio.to_thread.run_sync(partial(_call_class, cls, "home"))

    async def open(self, *args, **kwargs):
        return await trio.to_thread.run_sync(partial(_open, self, *args, **kwargs))

    def __repr__(self):
        return f"trio.Path({str(self)!r})"

    def as_uri(self):
        return pathlib.Path(self).as_uri()


def _call_class(cls, name):
    return cls(getattr(pathlib.Path, name)())


def _open(path, *args, **kwargs):
    return wrap_file(pathlib.Path(path).open(*args, **kwargs))


def _plain(operation, path, args, kwargs):
    return operation(pathlib.Path(path), *args, **kwargs)


def _path(operation, path, args, kwargs):
    return type(path)(operation(pathlib.Path(path), *args, **kwargs))


def _paths(operation, path, args, kwargs):
    return map(type(path), [*operation(pathlib.Path(path), *args, **kwargs)])


def _add(name, convert):
    operation = getattr(pathlib.Path, name)

    async def wrapper(self, /, *args, **kwargs):
        return await trio.to_thread.run_sync(partial(convert, operation, self, args, kwargs))

    wrapper.__name__ = name
    wrapper.__qualname__ = f"Path.{name}"
    setattr(Path, name, wrapper)


for _name in ("stat", "chmod", "exists", "is_dir", "is_file", "is_symlink", "is_socket", "is_fifo",
              "is_block_device", "is_char_device", "is_mount", "lstat", "mkdir", "rmdir", "touch",
              "unlink", "read_bytes", "read_text", "samefile", "write_bytes", "write_text"):
    _add(_name, _plain)
for _name in ("rename", "replace", "resolve", "absolute", "expanduser"):
    _add(_name, _path)
for _name in ("glob", "rglob", "iterdir"):
    _add(_name, _paths)


class PosixPath(Path, pathlib.PurePosixPath):
    __slots__ = ()


for _class in (Path, PosixPath):
    _class.__module__ = "trio"
