import contextlib
for make in (lambda: SystemExit(), lambda: SystemExit(3), lambda: SystemExit("text"), lambda: SystemExit(None), lambda: SystemExit(1, 2)):
    e = make()
    print(e.code, e.args, repr(e), str(e))
try:
    raise SystemExit(5)
except SystemExit as e:
    print("caught", e.code)
raise SystemExit(7)
