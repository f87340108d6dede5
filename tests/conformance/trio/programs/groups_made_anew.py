# rules: C5 D5
# A nursery that was cancelled makes the groups in what leaves it anew, at each level: what the
# program kept of the level below is another one, told the same.
import traceback

import trio

kept = []


def told(e):
    if not isinstance(e, BaseExceptionGroup):
        return repr(e)
    inner = [told(each) for each in e.exceptions]
    return [e.message, type(e).__name__, e.__suppress_context__, getattr(e, "__notes__", []), inner]


async def level(depth, keep):
    try:
        async with trio.open_nursery() as nursery:
            if depth:
                nursery.start_soon(level, depth - 1, keep)
            else:
                raise ValueError("leaf")
    except BaseExceptionGroup as e:
        if depth in keep:
            kept.append(e)
            e.add_note(f"seen at {depth}")
        raise


async def mixed(error):
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 5)
        nursery.start_soon(level, 1, ())
        try:
            await trio.sleep(3)
        finally:
            if error:
                raise error


async def main():
    for keep in [(), (0,), (1,), (0, 1, 2)]:
        kept.clear()
        try:
            await level(3, keep)
        except BaseExceptionGroup as e:
            print(keep, told(e), repr(e))
            inner = e.exceptions[0]
            print(inner is e.exceptions[0], e.args[1][0] is inner, inner in kept, len(e.args[1]))
            print(inner.exceptions[0] is inner.exceptions[0], inner.args[1][0] is inner.exceptions[0])
            print([each is inner or each in inner.exceptions for each in kept])
            match, rest = e.split(ValueError)
            print(told(match), rest, match.exceptions[0] is inner, e.subgroup(ValueError) is match)
            leaf = e
            while isinstance(leaf, BaseExceptionGroup):
                leaf = leaf.exceptions[0]
            print(leaf, "".join(traceback.format_exception(e)).count("seen at"))
    for error in [None, KeyError(1), KeyboardInterrupt()]:
        try:
            await mixed(error)
        except BaseExceptionGroup as e:
            print(told(e))
    # What was caught goes into another group and is told in it.
    try:
        await level(2, ())
    except* ValueError as e:
        e.add_note("at last")
        print(told(e), told(ExceptionGroup("new", [e, e])))


trio.run(main)
