import os
import tempfile

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)

from os import path

for p in ("a/b.tar.gz", "/a/b/", "a", "", "/", "..", ".hidden", "a/.b.c", "//x//y", "a/../b/./c", "../../x"):
    print(repr(p), path.split(p), path.splitext(p), path.basename(p), path.dirname(p), path.normpath(p), path.isabs(p))
print(path.join("a", "b", "/c", "d"), path.join("a/", "b"), path.join("", "x"), path.join("a", ""))
print(path.commonpath(["/a/b/c", "/a/b/d"]), path.commonprefix(["abcd", "abxy"]), path.relpath("a/b", "a/c/d"))
print(path.abspath("x") == path.join(os.getcwd(), "x"), path.expanduser("x"))
for call in (lambda: path.join("a", 5), lambda: path.commonpath([]), lambda: path.commonpath(["/a", "b"]),
             lambda: path.relpath("")):
    try:
        call()
    except (TypeError, ValueError) as exc:
        print(type(exc).__name__)
