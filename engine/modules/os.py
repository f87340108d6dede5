"""The system, as far as there is one: the files in memory, and the process by its number."""

__all__ = ["F_OK", "PathLike", "R_OK", "W_OK", "X_OK", "access", "chdir", "cpu_count", "curdir",
           "environ", "error", "extsep", "fsdecode", "fsencode", "fspath", "getcwd", "getenv",
           "getpid", "getppid", "kill", "linesep", "listdir", "makedirs", "mkdir", "name", "pardir",
           "remove", "removedirs", "rename", "replace", "rmdir", "scandir", "sep", "stat",
           "stat_result", "strerror", "unlink", "walk"]

import abc
import os.path

from _error_texts import strerror
from _filesystem import (File, Folder, HOME, act, change_folder, current_folder, find,
                         list_folder, look, make_folder, move, remove_file, remove_folder,
                         text_of)

F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
curdir, pardir, sep, extsep, linesep, name = ".", "..", "/", ".", "\n", "posix"
error = OSError
environ = {"HOME": HOME, "LANG": "C.UTF-8", "PATH": "/usr/bin", "PWD": HOME, "USER": "grove"}


class PathLike(abc.ABC):
    """What can be asked for a path."""

    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return hasattr(subclass, "__fspath__")
        return NotImplemented

    __class_getitem__ = classmethod(lambda cls, item: cls)


class stat_result:
    """What is known of a file."""

    def __init__(self, node):
        self.st_mode = node.mode
        self.st_ino = node.inode
        self.st_dev = 1
        self.st_nlink = 1
        self.st_uid = self.st_gid = 1000
        self.st_size = len(node.data) if isinstance(node, File) else 4096
        self.st_atime = self.st_mtime = self.st_ctime = node.modified
        self.st_mtime_ns = int(node.modified * 1_000_000_000)

    def __repr__(self):
        return (f"os.stat_result(st_mode={self.st_mode}, st_ino={self.st_ino}, st_dev=1, "
                f"st_nlink=1, st_uid=1000, st_gid=1000, st_size={self.st_size}, "
                f"st_atime={int(self.st_atime)}, st_mtime={int(self.st_mtime)}, "
                f"st_ctime={int(self.st_ctime)})")


class DirEntry:
    """What scandir() found."""

    def __init__(self, folder, name):
        self.name = name
        self.path = folder + name if folder.endswith("/") else folder + "/" + name

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

    def __fspath__(self):
        return self.path

    def is_dir(self, *, follow_symlinks=True):
        return isinstance(look(self.path), Folder)

    def is_file(self, *, follow_symlinks=True):
        return isinstance(look(self.path), File)

    def is_symlink(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return stat_result(find(self.path, self.path))


class _Entries:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        self._entries = iter(())


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    if hasattr(type(path), "__fspath__"):
        return path.__fspath__()
    raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


def _text(path, function):
    return text_of(path, f"{function}: path should be string, bytes or os.PathLike")


def _shown(path):
    return path if isinstance(path, (str, bytes)) else fspath(path)


def getcwd():
    return current_folder()


def chdir(path):
    change_folder(_text(path, "chdir"), _shown(path))


def listdir(path="."):
    return list_folder(_text(path, "listdir"), _shown(path))


def scandir(path="."):
    folder = _text(path, "scandir")
    return _Entries([DirEntry(folder, name) for name in list_folder(folder, _shown(path))])


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        names = listdir(top)
    except OSError as failure:
        if onerror is not None:
            onerror(failure)
        return
    at = top if top.endswith("/") else top + "/"
    folders = [name for name in names if isinstance(look(at + name), Folder)]
    files = [name for name in names if name not in folders]
    if topdown:
        yield top, folders, files
    for name in folders:
        yield from walk(at + name, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def mkdir(path, mode=0o777):
    make_folder(_text(path, "mkdir"), _shown(path))


def makedirs(name, mode=0o777, exist_ok=False):
    path = fspath(name)
    above = path.rstrip("/").rpartition("/")[0]
    if above and look(above) is None:
        try:
            makedirs(above, mode, exist_ok)
        except FileExistsError:
            pass
    try:
        mkdir(path)
    except OSError:
        if not exist_ok or not isinstance(look(path), Folder):
            raise


def rmdir(path):
    remove_folder(_text(path, "rmdir"), _shown(path))


def removedirs(name):
    rmdir(name)
    above = fspath(name).rstrip("/").rpartition("/")[0]
    while above:
        try:
            rmdir(above)
        except OSError:
            break
        above = above.rpartition("/")[0]


def remove(path):
    remove_file(_text(path, "remove"), _shown(path))


def unlink(path):
    remove_file(_text(path, "unlink"), _shown(path))


def rename(src, dst):
    move(text_of(src, "rename: src should be string, bytes or os.PathLike"),
         text_of(dst, "rename: dst should be string, bytes or os.PathLike"),
         _shown(src), _shown(dst))


def replace(src, dst):
    move(text_of(src, "replace: src should be string, bytes or os.PathLike"),
         text_of(dst, "replace: dst should be string, bytes or os.PathLike"),
         _shown(src), _shown(dst))


def stat(path, *, follow_symlinks=True):
    text = text_of(path)
    act(text, "stat")
    return stat_result(find(text, _shown(path)))


def access(path, mode):
    text = text_of(path)
    act(text, "stat")
    node = look(text)
    return node is not None and (mode == F_OK or not node.denied)


def getenv(key, default=None):
    return environ.get(key, default)


def getpid():
    return 4242


def kill(pid, signal, /):
    from operator import index

    pid, number = index(pid), index(signal)
    if pid in (0, getpid()):
        if number:
            from signal import raise_signal

            raise_signal(number)
        return
    from _processes import living

    if not 0 <= number <= 64:
        raise OSError(22, strerror(22))
    if pid not in living:
        raise ProcessLookupError(3, strerror(3))
    if number:
        living[pid].kill(number)


def getppid():
    return 1


def cpu_count():
    return 1


DirEntry.__module__ = "posix"
