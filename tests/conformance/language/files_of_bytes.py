import os
import tempfile

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)

with open("a.bin", "wb") as file:
    print(repr(file), file.write(bytes(range(10))), file.tell(), file.mode)
with open("a.bin", "rb") as file:
    print(repr(file), file.read(3), file.tell(), file.peek()[:2], file.seek(-2, 2), file.read(), file.read())
    print(file.seek(1), file.seek(2, 1), file.read(1))
    try:
        file.write(b"x")
    except OSError as exc:
        print(type(exc).__name__, exc)
with open("a.bin", "r+b") as file:
    file.seek(4)
    file.write(b"XY")
    file.seek(0)
    print(file.read())
with open("a.bin", "ab") as file:
    file.write(bytearray(b"end"))
print(os.path.getsize("a.bin"), list(open("a.bin", "rb")))
with open("a.bin", "rb", buffering=0) as file:
    buffer = bytearray(4)
    print(repr(file), file.readinto(buffer), buffer)
try:
    open("a.bin", "wb").write("text")
except TypeError as exc:
    print(exc)

import io

data = io.BytesIO(b"first\nsecond\n")
print(data.readline(), data.tell(), data.read(), data.getvalue())
data.seek(0)
print(list(data), data.seek(0, 2), data.write(b"third"), data.getvalue())
data.truncate(3)
print(data.getvalue(), isinstance(data, io.BufferedIOBase), isinstance(io.StringIO(), io.TextIOBase))
text = io.TextIOWrapper(io.BytesIO(b"a\r\nb"), encoding="ascii")
print(text.read().split("\n"))
