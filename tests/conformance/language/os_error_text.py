for args in ((), (1,), (None, None), (2, "gone"), (None, "text"), (2, None), (2, "gone", "f.txt"), (2, "gone", None), (1, 2, 3, 4)):
    e = OSError(*args)
    print(type(e).__name__, str(e), repr(e), e.args, e.errno, e.strerror, e.filename, sep=" | ")
e = OSError("plain")
e.errno = 5
print(e)
e.strerror = "x"
print(e)
e = OSError("plain")
e.filename = "f"
print(e)
e.filename = None
print(e)
