"""The interpreter, as far as there is one."""

from _sys import program_file

__all__ = ["argv", "byteorder", "exit", "getdefaultencoding", "getrecursionlimit", "hexversion",
           "implementation", "intern", "maxsize", "maxunicode", "platform", "version",
           "version_info"]


class version_info(tuple):
    """The version of Python that is followed here."""

    __slots__ = ()
    major = 3
    minor = 11
    micro = 2
    releaselevel = "final"
    serial = 0

    def __repr__(self):
        return ("sys.version_info(major=3, minor=11, micro=2, releaselevel='final', "
                "serial=0)")


class _Implementation:
    name = "cpython"
    cache_tag = "cpython-311"

    def __init__(self):
        self.version = version_info
        self.hexversion = hexversion

    def __repr__(self):
        return (f"namespace(name='cpython', cache_tag='cpython-311', version={version_info!r}, "
                f"hexversion={hexversion})")


argv = [program_file()]
byteorder = "little"
hexversion = 0x030b02f0
maxsize = 0x7fffffffffffffff
maxunicode = 0x10ffff
platform = "linux"
version = "3.11.2 (main, Apr 28 2025, 14:11:48) [GCC 12.2.0]"
version_info = version_info((3, 11, 2, "final", 0))
implementation = _Implementation()


def exit(status=None, /):
    if status is None:
        raise SystemExit
    if type(status) is tuple:
        raise SystemExit(*status)
    raise SystemExit(status)


def getrecursionlimit():
    return 1000


def getdefaultencoding():
    return "utf-8"


def intern(string, /):
    if type(string) is not str:
        raise TypeError(f"intern() argument must be str, not {type(string).__name__}")
    return string
