"""Paths as texts, and what stands behind them."""

__all__ = ["abspath", "basename", "commonpath", "commonprefix", "curdir", "dirname", "exists",
           "expanduser", "getmtime", "getsize", "isabs", "isdir", "isfile", "islink", "ismount",
           "join", "lexists", "normcase", "normpath", "pardir", "realpath", "relpath", "samefile",
           "sep", "split", "splitext"]

from _filesystem import HOME, Folder, File, absolute, act, current_folder, find, look, text_of

curdir, pardir, sep = ".", "..", "/"


def _text(path):
    return text_of(path, "expected str, bytes or os.PathLike object")


def normcase(s):
    return _text(s)


def isabs(s):
    return _text(s).startswith("/")


def join(a, *p):
    path = _text(a)
    for part in map(_text, p):
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    p = _text(p)
    at = p.rfind("/") + 1
    head, tail = p[:at], p[at:]
    return (head if head == "/" * len(head) else head.rstrip("/")), tail


def splitext(p):
    p = _text(p)
    name = p.rfind("/") + 1
    dot = p.rfind(".")
    if dot <= name or not p[name:dot].strip("."):
        return p, ""
    return p[:dot], p[dot:]


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def normpath(path):
    path = _text(path)
    start = 0 if not path.startswith("/") else 2 if path.startswith("//") and path[2:3] != "/" else 1
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not start and not parts) or (parts and parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return "/" * start + "/".join(parts) or "."


def abspath(path):
    path = _text(path)
    return normpath(path if path.startswith("/") else join(current_folder(), path))


def realpath(filename, *, strict=False):
    path = _text(filename)
    if strict:
        find(path, filename)
    return absolute(path)


def relpath(path, start=curdir):
    path = _text(path)
    if not path:
        raise ValueError("no path specified")
    begin = [part for part in abspath(start).split("/") if part]
    parts = [part for part in abspath(path).split("/") if part]
    same = len(commonprefix([begin, parts]))
    return "/".join([".."] * (len(begin) - same) + parts[same:]) or "."


def commonprefix(m):
    if not m:
        return ""
    least, most = min(m), max(m)
    for i, c in enumerate(least):
        if c != most[i]:
            return least[:i]
    return least


def commonpath(paths):
    paths = [_text(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({path.startswith("/") for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in path.split("/") if part not in ("", ".")] for path in paths]
    return "/" * paths[0].startswith("/") + "/".join(commonprefix(split_paths))


def expanduser(path):
    path = _text(path)
    if path == "~" or path.startswith("~/"):
        return HOME + path[1:]
    return path


def _look(path):
    try:
        text = _text(path)
    except ValueError:
        return None
    act(text, "stat")
    return look(text)


def exists(path):
    return _look(path) is not None


lexists = exists


def isfile(path):
    return isinstance(_look(path), File)


def isdir(s):
    return isinstance(_look(s), Folder)


def islink(path):
    _look(path)
    return False


def ismount(path):
    return absolute(_text(path)) == "/"


def samefile(f1, f2):
    return find(_text(f1), f1) is find(_text(f2), f2)


def _found(path):
    text = _text(path)
    act(text, "stat")
    return find(text, path)


def getsize(filename):
    node = _found(filename)
    return len(node.data) if isinstance(node, File) else 4096


def getmtime(filename):
    return _found(filename).modified
