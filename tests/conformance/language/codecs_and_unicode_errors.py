"""Text to bytes and back, and the errors that know where it went wrong."""


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


show(lambda: b'a\xff'.decode())
show(lambda: b'a\xff'.decode('ascii'))
show(lambda: b'a\xff'.decode('latin-1'))
show(lambda: b'a\xff'.decode('utf-8', 'ignore'))
show(lambda: b'a\xffb'.decode('utf-8', 'replace'))
show(lambda: b'a\xffb'.decode('ascii', 'backslashreplace'))
show(lambda: b'a\xe2\x82'.decode())
show(lambda: b'a\xe2\x82b'.decode())
show(lambda: b'\xed\xa0\x80'.decode())
show(lambda: b'\xf0\x9f\x98'.decode('utf-8','replace'))
show(lambda: b'a'.decode('foo'))
show(lambda: b'a\xff'.decode('ascii', 'foo'))
show(lambda: 'aé'.encode('ascii'))
show(lambda: 'aéé'.encode('ascii'))
show(lambda: 'a€'.encode('latin-1'))
show(lambda: 'a€'.encode('latin-1', 'replace'))
show(lambda: 'a€'.encode('ascii', 'xmlcharrefreplace'))
show(lambda: 'a€'.encode('ascii', 'backslashreplace'))
show(lambda: 'a€😀é'.encode('ascii', 'backslashreplace'))
show(lambda: 'a€'.encode('ascii', 'ignore'))
show(lambda: 'a€'.encode('ascii', 'foo'))
show(lambda: 'a'.encode('foo'))
show(lambda: 'a'.encode(5))
show(lambda: 'a'.encode('utf-8', 5))
show(lambda: bytes('a', 'ascii', 'strict'))
show(lambda: bytes('é', 'ascii'))
show(lambda: bytes(5, 'ascii'))
show(lambda: bytes(b'a', 'ascii'))
show(lambda: bytes(encoding='ascii'))
show(lambda: str(b'abc', 'ascii'))
show(lambda: str(b'abc', errors='strict'))
show(lambda: str('abc', 'ascii'))
show(lambda: str(5, 'ascii'))
show(lambda: b'a'.decode(encoding='utf8', errors='strict'))
show(lambda: b'a'.decode('UTF_8'))
show(lambda: b'a'.decode('latin1'))
show(lambda: b'a'.decode('iso-8859-1'))
show(lambda: b'a'.decode('us-ascii'))

try:
    b"ab\xffcd".decode()
except UnicodeDecodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason, e.args)
try:
    "naïve".encode("ascii")
except ValueError as e:
    print(repr(e), e.start, isinstance(e, UnicodeError))
for text in ("", "é", "日本", "😀"):
    data = text.encode()
    print(data, len(data), data.decode() == text, text.encode("ascii", "backslashreplace"))
for data in (b"\xc3", b"\xc3(", b"\xe2\x28\xa1", b"\xf0\x90\x28\xbc", b"\xc0\xaf", b"\xf5\x80", b"\xe0\x80\x80", b"\xf4\x90\x80\x80"):
    print(data.decode("utf-8", "replace"), data.decode("utf-8", "ignore"), data.decode("ascii", "backslashreplace"))
    try:
        data.decode()
    except UnicodeDecodeError as e:
        print(e)
print(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"))
try:
    UnicodeEncodeError("utf-8")
except TypeError as e:
    print(e)
b"ab\xff".decode("ascii")
