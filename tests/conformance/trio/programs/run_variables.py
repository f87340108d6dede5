# rules: A1
"""RunVar: one value for all tasks of a run."""
import trio

plain = trio.lowlevel.RunVar("plain")
with_default = trio.lowlevel.RunVar("with_default", default=5)


async def reader():
    print("reader sees", plain.get(), with_default.get())


async def main():
    try:
        plain.get()
    except LookupError as error:
        print("nothing yet:", error.args[0] is plain, repr(plain))
    print(plain.get("instead"), with_default.get(), with_default.get(7))
    token = plain.set("first")
    inner = plain.set("second")
    async with trio.open_nursery() as nursery:
        nursery.start_soon(reader)
    plain.reset(inner)
    print(plain.get())
    for wrong in (inner, None, with_default.set(6)):
        try:
            plain.reset(wrong)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
    plain.reset(token)
    print(plain.get("gone"))


for way in (lambda: plain.get(), lambda: plain.set(1), lambda: trio.lowlevel.RunVarToken(plain)):
    try:
        way()
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, error)
trio.run(main)
trio.run(main)
