import os
import tempfile

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)

with open("a.txt", "w") as file:
    print(file.name, file.mode, file.encoding, file.closed, file.writable(), file.readable())
    print(file.write("one\ntwo\nthree"), file.tell())
    print(file)
print(file.closed, repr(file))

with open("a.txt") as file:
    for number, line in enumerate(file, 1):
        print(number, repr(line))
with open("a.txt") as file:
    print(file.read(2), file.tell(), repr(file.readline()), file.tell(), file.readlines(), file.read())
    print(file.seek(4), file.read(3), file.seek(0, 2), repr(file.read()))
with open("a.txt", "a") as file:
    file.writelines(["\n", "four\n"])
    print(file.tell())
print(open("a.txt").read().splitlines())
with open("a.txt", "r+") as file:
    print(file.readline(), end="")
    file.seek(0)
    file.write("ONE")
    file.truncate(7)
print(repr(open("a.txt").read()))

with open("ends.txt", "wb") as file:
    file.write(b"unix\nwindows\r\nmac\rlast")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open("ends.txt", newline=newline) as file:
        print(repr(newline), file.readlines(), file.newlines)
with open("out.txt", "w", newline="\r\n") as file:
    file.write("a\nb\n")
print(open("out.txt", "rb").read())
with open("umlaut.txt", "w", encoding="latin-1") as file:
    file.write("äö")
print(open("umlaut.txt", "rb").read(), open("umlaut.txt", encoding="latin-1").read())
try:
    open("umlaut.txt", encoding="utf-8").read()
except UnicodeDecodeError as exc:
    print(exc)
print(repr(open("umlaut.txt", errors="replace").read()))
with open("print.txt", "w") as file:
    print("to", "a", "file", file=file, sep="-")
    file.flush()
    print(open("print.txt").read(), end="")
open("let_go.txt", "w").write("written when the file dies")
print(open("let_go.txt").read())
