import os
import tempfile

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)

os.mkdir("folder")
open("there.txt", "w").close()


def attempt(*args, **kwargs):
    try:
        print(open(*args, **kwargs))
    except (OSError, ValueError, TypeError, LookupError) as exc:
        print(type(exc).__name__, exc, getattr(exc, "errno", None), getattr(exc, "filename", None))


attempt("missing.txt")
attempt("missing/x.txt", "w")
attempt("there.txt/x")
attempt("folder")
attempt("folder", "w")
attempt("there.txt", "x")
attempt("")
attempt("nul\0")
attempt("there.txt", "rw")
attempt("there.txt", "q")
attempt("there.txt", "rbt")
attempt("there.txt", "")
attempt("there.txt", "rb", encoding="utf-8")
attempt("there.txt", encoding="no-such")
attempt("there.txt", newline="x")
attempt("there.txt", buffering=0)
attempt(1.5)
attempt("there.txt", 5)
attempt("x" * 300)

file = open("there.txt")
for call in (lambda: file.write("x"), lambda: file.seek(1, 1), lambda: file.seek(-1), lambda: next(file)):
    try:
        call()
    except Exception as exc:
        print(type(exc).__name__, exc)
file.close()
for call in (file.read, file.readline, file.tell, file.flush, file.__enter__, lambda: next(file)):
    try:
        call()
    except ValueError as exc:
        print(exc)
file.close()
try:
    with open("there.txt") as file:
        raise KeyError("inside")
except KeyError:
    print(file.closed)
open("missing/deep.txt")
