# io.StringIO, and printing to it.
import io
from io import StringIO

out = StringIO()
print("a", 1, file=out)
print("b", sep="", end="|", file=out)
print(out.write("héé"), out.tell(), repr(out.getvalue()))
out.seek(0)
print(repr(out.read(3)), repr(out.readline()), repr(out.read()), repr(out.read()))
out.seek(1)
out.write("XY")
print(repr(out.getvalue()))
s = StringIO("one\ntwo\nthree")
print([line for line in s], s.readline(), s.seek(0), s.readlines(), s.closed)
with StringIO() as f:
    f.writelines(["a", "b"])
    print(f.getvalue())
try:
    f.write("x")
except ValueError as error:
    print(error)
try:
    StringIO().write(3)
except TypeError as error:
    print(error)
t = StringIO("abc")
t.seek(0, 2)
t.write("d")
print(t.getvalue(), t.truncate(2), t.getvalue(), t.readable(), t.isatty())


class Tee:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)


tee = Tee()
print("a", 2, None, sep="-", end="!\n", file=tee)
print(file=tee)
print(tee.parts)
try:
    print("x", file=3)
except AttributeError as error:
    print(error)
print("to stdout", file=None)
