"""Paths as objects."""

__all__ = ["Path", "PosixPath", "PurePath", "PurePosixPath"]

import io
import os
from _filesystem import (File, Folder, HOME, absolute, act, current_folder, find, list_folder, look,
                         make_folder, move, remove_file, remove_folder, touch_file)


class PurePath:
    """A path that is only looked at as a text."""

    __slots__ = ("_root", "_parts")

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        self = object.__new__(cls)
        self._root, self._parts = _parsed(args)
        return self

    def _like(self, root, parts):
        path = object.__new__(type(self))
        path._root, path._parts = root, parts
        return path

    def __str__(self):
        return self._root + "/".join(self._parts) or "."

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(str(self))

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def as_uri(self):
        if not self._root:
            raise ValueError("relative path can't be expressed as a file URI")
        return "file://" + "".join(
            c if c.isascii() and c.isalnum() or c in "_.-~/"
            else "".join(f"%{byte:02X}" for byte in c.encode()) for c in str(self))

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._key() == other._key()

    def _key(self):
        return (self._root, self._parts)

    def __hash__(self):
        return hash(self._key())

    def _all(self):
        return [self._root, *self._parts] if self._root else [*self._parts]

    def __lt__(self, other):
        return self._all() < other._all() if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self._all() <= other._all() if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self._all() > other._all() if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self._all() >= other._all() if isinstance(other, PurePath) else NotImplemented

    @property
    def drive(self):
        return ""

    @property
    def root(self):
        return self._root

    @property
    def anchor(self):
        return self._root

    @property
    def name(self):
        return self._parts[-1] if self._parts else ""

    @property
    def suffix(self):
        name = self.name
        dot = name.rfind(".")
        return name[dot:] if 0 < dot < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        name = self.name
        dot = name.rfind(".")
        return name[:dot] if 0 < dot < len(name) - 1 else name

    @property
    def parts(self):
        return tuple(self._all())

    @property
    def parent(self):
        return self._like(self._root, self._parts[:-1]) if self._parts else self

    @property
    def parents(self):
        return _Parents(self)

    def with_name(self, name):
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._like(self._root, self._parts[:-1] + (name,))

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError(f"Invalid suffix {suffix!r}")
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        return self._like(self._root, self._parts[:-1] + (self.stem + suffix,))

    def relative_to(self, *other):
        if not other:
            raise TypeError("need at least one argument")
        root, parts = _parsed(other)
        if root != self._root or self._parts[:len(parts)] != parts:
            shown = root + "/".join(parts)
            raise ValueError(f"{str(self)!r} is not in the subpath of {shown!r} OR one path is "
                             "relative and the other is absolute.")
        return self._like("", self._parts[len(parts):])

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
        except ValueError:
            return False
        return True

    def joinpath(self, *args):
        root, parts = _parsed((self, *args))
        return self._like(root, parts)

    def __truediv__(self, key):
        if not isinstance(key, (str, PurePath)) and not hasattr(type(key), "__fspath__"):
            return NotImplemented
        return self.joinpath(key)

    def __rtruediv__(self, key):
        if not isinstance(key, (str, PurePath)):
            return NotImplemented
        root, parts = _parsed((key, self))
        return self._like(root, parts)

    def is_absolute(self):
        return bool(self._root)

    def is_reserved(self):
        return False

    def match(self, path_pattern):
        root, pattern = _parsed((path_pattern,))
        if not root and not pattern:
            raise ValueError("empty pattern")
        if root and (root != self._root or len(pattern) != len(self._parts)):
            return False
        if len(pattern) > len(self._parts):
            return False
        own = self._parts[len(self._parts) - len(pattern):]
        return all(_fits(name, each) for name, each in zip(own, pattern))


class PurePosixPath(PurePath):
    __slots__ = ()


class _Parents:
    def __init__(self, path):
        self._path = path
        self._like = []
        while path._parts:
            path = path.parent
            self._like.append(path)

    def __len__(self):
        return len(self._like)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(self._like[index])
        if not -len(self._like) <= index < len(self._like):
            raise IndexError(index)
        return self._like[index]

    def __repr__(self):
        return f"<{type(self._path).__name__}.parents>"


def _parsed(args):
    root, parts = "", ()
    for arg in args:
        if isinstance(arg, PurePath):
            text = str(arg) if arg._root or arg._parts else ""
        else:
            text = arg if isinstance(arg, str) else os.fspath(arg)
            if not isinstance(text, str):
                raise TypeError("argument should be a str object or an os.PathLike object "
                                f"returning str, not {type(text)!r}")
        if text.startswith("/"):
            root = "//" if text.startswith("//") and text[2:3] != "/" else "/"
            parts = ()
        parts += tuple([part for part in text.split("/") if part not in ("", ".")])
    return root, parts


# Whether a name fits a pattern with *, ? and [letters].
def _fits(name, pattern):
    if not pattern:
        return not name
    first = pattern[0]
    if first == "*":
        return any(_fits(name[i:], pattern[1:]) for i in range(len(name) + 1))
    end = pattern.find("]", 2) if first == "[" else -1
    if not name:
        return False
    if end > 0:
        letters = pattern[1:end]
        wanted = not letters.startswith("!")
        return (_is_among(name[0], letters if wanted else letters[1:]) == wanted
                and _fits(name[1:], pattern[end + 1:]))
    return (first == "?" or first == name[0]) and _fits(name[1:], pattern[1:])


def _is_among(letter, letters):
    i = 0
    while i < len(letters):
        if letters[i + 1:i + 2] == "-" and i + 2 < len(letters):
            if letters[i] <= letter <= letters[i + 2]:
                return True
            i += 3
        elif letters[i] == letter:
            return True
        else:
            i += 1
    return False


class Path(PurePath):
    """A path at which something can be done."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        return super().__new__(PosixPath if cls is Path else cls, *args)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    @classmethod
    def cwd(cls):
        return cls(current_folder())

    @classmethod
    def home(cls):
        return cls(HOME)

    def absolute(self):
        return self if self._root else self.__class__(current_folder(), self)

    def resolve(self, strict=False):
        if strict:
            find(str(self), str(self))
        return self.__class__(absolute(str(self)))

    def expanduser(self):
        return self.__class__(os.path.expanduser(str(self)))

    def _look(self):
        act(str(self), "stat")
        return look(str(self))

    def stat(self, *, follow_symlinks=True):
        act(str(self), "stat")
        return os.stat_result(find(str(self), str(self)))

    lstat = stat

    def owner(self):
        return "grove"

    group = owner

    def exists(self):
        return self._look() is not None

    def is_dir(self):
        return isinstance(self._look(), Folder)

    def is_file(self):
        return isinstance(self._look(), File)

    def is_symlink(self):
        self._look()
        return False

    is_socket = is_fifo = is_block_device = is_char_device = is_symlink

    def is_mount(self):
        return absolute(str(self)) == "/"

    def samefile(self, other_path):
        return find(str(self), str(self)) is find(os.fspath(other_path), os.fspath(other_path))

    def chmod(self, mode, *, follow_symlinks=True):
        act(str(self), "chmod")
        node = find(str(self), str(self))
        node.mode = node.mode & ~0o7777 | mode
        node.denied = not mode & 0o400

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with self.open(encoding=encoding, errors=errors) as file:
            return file.read()

    def read_bytes(self):
        with self.open("rb") as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {type(data).__name__}")
        with self.open("w", encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def write_bytes(self, data):
        with self.open("wb") as file:
            return file.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        touch_file(str(self), str(self), exist_ok)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            make_folder(str(self), str(self))
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not isinstance(look(str(self)), Folder):
                raise

    def rmdir(self):
        remove_folder(str(self), str(self))

    def unlink(self, missing_ok=False):
        try:
            remove_file(str(self), str(self))
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        move(str(self), os.fspath(target), str(self), os.fspath(target))
        return self.__class__(target)

    replace = rename

    def iterdir(self):
        for name in list_folder(str(self), str(self)):
            yield self / name

    def glob(self, pattern):
        root, parts = _parsed((pattern,))
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        if root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        act(str(self), "list")
        yield from _found(self, parts)

    def rglob(self, pattern):
        root, parts = _parsed((pattern,))
        if root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        act(str(self), "list")
        yield from _found(self, ("**", *parts))


# What is at the end of the ways from there that the pattern describes, once each.
def _found(path, pattern):
    if not pattern:
        yield path
        return
    first, rest = pattern[0], pattern[1:]
    node = look(str(path))
    if not isinstance(node, Folder) or node.denied:
        return
    if first == "**":
        seen = []
        for folder in _folders(path):
            for each in _found(folder, rest):
                if each not in seen:
                    seen.append(each)
                    yield each
    elif first == "..":
        yield from _found(path / "..", rest)
    else:
        for name in list(node.children):
            if _fits(name, first):
                yield from _found(path / name, rest)


def _folders(path):
    yield path
    for name, node in list(look(str(path)).children.items()):
        if isinstance(node, Folder) and not node.denied:
            yield from _folders(path / name)


class PosixPath(Path, PurePosixPath):
    __slots__ = ()
