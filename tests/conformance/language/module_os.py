import os
import tempfile

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)

print(os.getcwd() == os.path.realpath(folder.name), os.sep, os.name, os.linesep == "\n")
os.mkdir("a")
os.makedirs("b/c/d")
os.makedirs("b/c/d", exist_ok=True)
for name in ("a/one.txt", "a/two.txt", "b/c/three.txt"):
    with open(name, "w") as file:
        file.write(name)
print(sorted(os.listdir()), sorted(os.listdir("a")))
print(sorted((root, sorted(folders), sorted(files)) for root, folders, files in os.walk(".")))
with os.scandir("b") as entries:
    print([(entry.name, entry.path, entry.is_dir(), entry.is_file()) for entry in entries])
print(os.stat("a/one.txt").st_size, os.path.getsize("a/one.txt"))


def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except OSError as exc:
        print(function.__name__, type(exc).__name__, exc)


attempt(os.mkdir, "a")
attempt(os.mkdir, "x/y")
attempt(os.makedirs, "b/c")
attempt(os.rmdir, "a")
attempt(os.rmdir, "a/one.txt")
attempt(os.remove, "a")
attempt(os.remove, "missing")
attempt(os.rename, "missing", "b")
attempt(os.rename, "a/one.txt", "b")
attempt(os.rename, "b", "b/c/inside")
attempt(os.rename, "a", "b")
attempt(os.listdir, "missing")
attempt(os.listdir, "a/one.txt")
attempt(os.stat, "missing")
attempt(os.chdir, "missing")
attempt(os.rename, "a/one.txt", "a/uno.txt")
attempt(os.replace, "a/uno.txt", "a/two.txt")
print(open("a/two.txt").read(), os.listdir("a"))
os.chdir("b/c")
print(os.path.exists("three.txt"), os.path.exists("../../a"), os.path.isdir("d"), os.path.isfile("d"))
os.unlink("three.txt")
os.removedirs("d")
os.chdir(folder.name)
print(sorted(os.listdir(".")), os.access("a", os.R_OK), os.access("z", os.F_OK), os.fspath("x"))
print(os.getenv("NO_SUCH_NAME"), os.getenv("NO_SUCH_NAME", "else"), isinstance(os.getpid(), int))
print(os.strerror(2), isinstance("x", os.PathLike))
