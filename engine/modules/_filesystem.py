"""The files that there are: in memory, at first as the scenario gives them."""

from _error_texts import strerror
from _files import changes, created, operate, table

_LONGEST_NAME = 255
HOME = "/home/grove"  # where a program starts
EPERM, ENOENT, EBADF, EACCES, EEXIST, ENOTDIR = 1, 2, 9, 13, 17, 20
EISDIR, EINVAL, ENAMETOOLONG, ENOTEMPTY, EBUSY = 21, 22, 36, 39, 16


class Node:
    count = 0

    def __init__(self):
        Node.count += 1
        self.inode = Node.count
        self.denied = False
        self.modified = now()


class Folder(Node):
    mode = 0o40755

    def __init__(self):
        super().__init__()
        self.children = {}


class File(Node):
    mode = 0o100644

    def __init__(self, data=b""):
        super().__init__()
        self.data = bytearray(data)


def now():
    from time import time

    return time()


def error(number, *paths):
    if len(paths) == 2:
        return OSError(number, strerror(number), paths[0], None, paths[1])
    return OSError(number, strerror(number), *paths)


def text_of(path, what="stat: path should be string, bytes, os.PathLike or integer"):
    """What is given as a path, as a text."""
    if isinstance(path, str):
        text = path
    elif isinstance(path, bytes):
        text = path.decode("utf-8", "surrogateescape")
    elif hasattr(type(path), "__fspath__"):
        return text_of(path.__fspath__())
    else:
        raise TypeError(f"{what}, not {type(path).__name__}")
    if "\0" in text:
        raise ValueError("embedded null byte")
    return text


def absolute(text):
    """Without a look at what there is: "a/../b" is "b"."""
    parts = []
    for part in (text if text.startswith("/") else _state.folder + "/" + text).split("/"):
        if part == "..":
            if parts:
                parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


class _State:
    def __init__(self):
        self.root = Folder()
        self.folder = HOME
        self.latency = 0.0
        self.latencies = {}  # by absolute path
        self.numbers = {}  # of the record, by absolute path


_state = _State()


def _fill():
    for place in (HOME, "/tmp"):
        _make_folders(place)
    rest, entries = table()
    _state.latency = rest or 0.0
    for path, is_folder, data, latency, denied in entries:
        where = absolute(path)
        if is_folder:
            node = _make_folders(where)
        else:
            folder, _, name = where.rpartition("/")
            node = _make_folders(folder).children[name] = File(data)
        node.denied = denied
        if latency is not None:
            _state.latencies[where] = latency


def _make_folders(where):
    node = _state.root
    for part in where.split("/"):
        if part:
            node = node.children.setdefault(part, Folder())
    return node


def _take_changes():
    for path, latency, denied in changes():
        if path == "*":
            if latency is not None:
                _state.latency = latency
                _state.latencies.clear()
            continue
        if latency is not None:
            _state.latencies[absolute(path)] = latency
        if denied is not None:
            node = look(path)
            if node is not None:
                node.denied = denied


def latency_of(where):
    while where:
        if where in _state.latencies:
            return _state.latencies[where]
        where = where[:where.rfind("/")]
    return _state.latency


def act(path, op, size=None, takes_time=True):
    """Something is done there: it is recorded, and takes its time."""
    _take_changes()
    where = absolute(path)
    number = _state.numbers.get(where)
    if number is None:
        number = _state.numbers[where] = created(path)
    operate(number, op, float(latency_of(where)) if takes_time else 0.0, size)


def place(path, *shown):
    """The folder above, the name in it, and what is there, or None. `shown`: in a complaint."""
    if not path:
        raise error(ENOENT, *shown)
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if not path.startswith("/"):
        parts = [part for part in _state.folder.split("/") if part] + parts
    if path.endswith("/"):
        parts.append(".")
    above = [_state.root]
    node, folder, name = _state.root, _state.root, ""
    for i, part in enumerate(parts):
        if node is None:
            if part == "." and i == len(parts) - 1:
                break
            raise error(ENOENT, *shown)
        if not isinstance(node, Folder):
            raise error(ENOTDIR, *shown)
        if len(part.encode("utf-8", "surrogateescape")) > _LONGEST_NAME:
            raise error(ENAMETOOLONG, *shown)
        if part == ".":
            continue
        if part == "..":
            if len(above) > 1:
                above.pop()
            node = folder = above[-1]
            continue
        if node.denied:
            raise error(EACCES, *shown)
        folder, name, node = node, part, node.children.get(part)
        if isinstance(node, Folder):
            above.append(node)
    return folder, name, node


def find(path, *shown):
    node = place(path, *shown)[2]
    if node is None:
        raise error(ENOENT, *shown)
    return node


def look(path):
    """The same, or None."""
    try:
        return place(path)[2]
    except OSError:
        return None


def current_folder():
    return _state.folder


def change_folder(path, shown):
    if not isinstance(find(path, shown), Folder):
        raise error(ENOTDIR, shown)
    _state.folder = absolute(path)


def list_folder(path, shown):
    act(path, "list")
    node = find(path, shown)
    if not isinstance(node, Folder):
        raise error(ENOTDIR, shown)
    if node.denied:
        raise error(EACCES, shown)
    return list(node.children)


def make_folder(path, shown):
    act(path, "mkdir")
    folder, name, node = place(path, shown)
    if node is not None:
        raise error(EEXIST, shown)
    folder.children[name] = Folder()
    folder.modified = now()


def remove_folder(path, shown):
    act(path, "rmdir")
    folder, name, node = place(path, shown)
    if node is None:
        raise error(ENOENT, shown)
    if not isinstance(node, Folder):
        raise error(ENOTDIR, shown)
    if path.split("/")[-1] == ".":
        raise error(EINVAL, shown)
    if node.children:
        raise error(ENOTEMPTY, shown)
    del folder.children[name]
    folder.modified = now()


def remove_file(path, shown):
    act(path, "remove")
    folder, name, node = place(path, shown)
    if node is None:
        raise error(ENOENT, shown)
    if isinstance(node, Folder):
        raise error(EISDIR, shown)
    del folder.children[name]
    folder.modified = now()


def move(path, target, *shown):
    act(path, "rename")
    if "." in (path.split("/")[-1], target.split("/")[-1]):
        raise error(EBUSY, *shown)
    folder, name, node = place(path, *shown)
    if node is None:
        raise error(ENOENT, *shown)
    to_folder, to_name, there = place(target, *shown)
    if there is node:
        return
    if isinstance(node, Folder):
        if (absolute(target) + "/").startswith(absolute(path) + "/"):
            raise error(EINVAL, *shown)
        if there is not None and not isinstance(there, Folder):
            raise error(ENOTDIR, *shown)
        if there is not None and there.children:
            raise error(ENOTEMPTY, *shown)
    elif isinstance(there, Folder):
        raise error(EISDIR, *shown)
    del folder.children[name]
    to_folder.children.pop(to_name, None)
    to_folder.children[to_name] = node
    folder.modified = to_folder.modified = now()


def touch_file(path, shown, exist_ok):
    act(path, "touch")
    folder, name, node = place(path, shown)
    if node is None:
        folder.children[name] = File()
        folder.modified = now()
    elif not exist_ok:
        raise error(EEXIST, shown)
    else:
        node.modified = now()


def open_node(path, shown, flags):
    """The file there, to be read or written: `flags` are the letters of a mode."""
    act(path, "open")
    folder, name, node = place(path, shown)
    writes = not flags.isdisjoint("wax+")
    if isinstance(node, Folder):
        is_new = "x" in flags and not path.endswith("/")
        raise error(EEXIST if is_new else EISDIR, shown)
    if node is not None and "x" in flags:
        raise error(EEXIST, shown)
    if node is not None and node.denied:
        raise error(EACCES, shown)
    if node is None:
        if path.endswith("/"):
            raise error(EISDIR if writes else ENOENT, shown)
        if flags.isdisjoint("wax"):
            raise error(ENOENT, shown)
        node = folder.children[name] = File()
        folder.modified = now()
    elif "w" in flags:
        del node.data[:]
        node.modified = now()
    return node


_fill()
