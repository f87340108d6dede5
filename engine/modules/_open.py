"""open(), on the files in memory."""

from _byte_files import BufferedRandom, BufferedReader, BufferedWriter, FileIO
from _filesystem import EBADF, error, open_node, text_of
from _text_files import TextIOWrapper


def _checked_flags(mode):
    flags = set(mode)
    if not flags <= set("rwaxbt+") or len(flags) < len(mode):
        raise ValueError(f"invalid mode: {mode!r}")
    if "t" in flags and "b" in flags:
        raise ValueError("can't have text and binary mode at once")
    if len(flags & set("rwax")) > 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    return flags


def _check_parts(flags, encoding, errors, newline):
    if "b" in flags:
        for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                article = "a" if name == "newline" else "an"
                raise ValueError(f"binary mode doesn't take {article} {name} argument")
    if flags.isdisjoint("rwax"):
        raise ValueError("Must have exactly one of create/read/write/append mode and at most one "
                         "plus")


def _file_of_bytes(flags, buffering):
    if buffering == 0:
        return FileIO
    if "+" in flags:
        return BufferedRandom
    return BufferedReader if "r" in flags else BufferedWriter


def open(file, mode, buffering, encoding, errors, newline, closefd, opener):
    for name, value in (("mode", mode), ("encoding", encoding), ("errors", errors),
                        ("newline", newline)):
        if not isinstance(value, str) and (value is not None or name == "mode"):
            kind = "str" if name == "mode" else "str or None"
            raise TypeError(f"open() argument {name!r} must be {kind}, not "
                            f"{'None' if value is None else type(value).__name__}")
    is_number = isinstance(file, int)
    path = "" if is_number else text_of(
        file, "expected str, bytes or os.PathLike object")
    flags = _checked_flags(mode)
    _check_parts(flags, encoding, errors, newline)
    if is_number:
        raise error(EBADF)
    if not closefd:
        raise ValueError("Cannot use closefd=False with file name")
    if opener is not None:
        raise NotImplementedError("files are opened here without an opener")
    shown = file if isinstance(file, (str, bytes)) else path
    node = open_node(path, shown, flags)
    if buffering == 0 and "b" not in flags:
        raise ValueError("can't have unbuffered text I/O")
    opened = _file_of_bytes(flags, buffering)(path, node, shown, flags)
    opened._is_new = "x" in flags
    if "b" in flags:
        return opened
    text = TextIOWrapper(opened, encoding, errors, newline, buffering == 1)
    text.mode = mode
    return text
