# rules: E1 C10
import trio, math
from functools import partial
def masked(text):
    first, *rest = text.split(" at 0x")
    return first + "".join([part.lstrip("0123456789abcdef") for part in rest])
def t(n, f):
    try:
        r = f()
    except BaseException as e:
        print(n, "raised", type(e).__name__, masked(str(e)))
    else:
        print(n, "->", type(r).__name__, masked(repr(r)))
async def a(n, f):
    with trio.move_on_after(5):
        try:
            r = await f()
        except trio.Cancelled:
            print(n, "cancelled"); raise
        except BaseException as e:
            print(n, "raised", type(e).__name__, masked(str(e)))
        else:
            print(n, "->", type(r).__name__, masked(repr(r)))

async def main():
    cs = trio.CancelScope()
    t(2, lambda: cs.__exit__(None, None, None))
    cs.__enter__()
    t(4, lambda: cs)
    t(5, lambda: cs.__enter__())
    t(6, lambda: cs.cancel_called)
    cs.deadline = 5
    t(8, lambda: cs.deadline)
    t(9, lambda: cs.relative_deadline)
    t(10, lambda: cs.is_relative)
    cs.deadline = -math.inf
    t(12, lambda: cs)
    cs.deadline = math.inf
    t(14, lambda: cs.cancel_called)
    t(15, lambda: cs)
    cs.shield = True
    t(17, lambda: cs)
    t(18, lambda: setattr(cs, "shield", None))
    t(19, lambda: setattr(cs, "shield", 0))
    t(20, lambda: setattr(cs, "deadline", None))
    t(21, lambda: setattr(cs, "deadline", "1"))
    t(22, lambda: setattr(cs, "deadline", math.nan))
    t(23, lambda: setattr(cs, "deadline", 3))
    t(24, lambda: setattr(cs, "relative_deadline", 3))
    t(25, lambda: setattr(cs, "is_relative", 3))
    t(27, lambda: cs.cancel("a", "b"))
    t(29, lambda: cs.cancel("x"))
    t(30, lambda: cs.cancel())
    t(31, lambda: cs.cancel_called)
    t(32, lambda: setattr(cs, "cancelled_caught", True))
    t(33, lambda: cs.cancelled_caught)
    t(34, lambda: setattr(cs, "cancel_called", True))
    t(36, lambda: cs.__exit__())
    t(37, lambda: cs.__exit__(None, None, None))
    t(38, lambda: cs)
    t(39, lambda: cs.__exit__(None, None, None))
    t(40, lambda: cs.__enter__())
    t(41, lambda: cs.cancel())
    t(42, lambda: setattr(cs, "deadline", 4))
    a2 = trio.CancelScope(); b2 = trio.CancelScope()
    a2.__enter__(); b2.__enter__()
    t(45, lambda: a2.__exit__(None, None, None))
    t(46, lambda: b2.__exit__(None, None, None))
    f = trio.fail_after(1)
    t(48, lambda: f)
    t(49, lambda: f.__enter__())
    t(50, lambda: f.__exit__(None, None, None))
    t(51, lambda: f.__enter__())
    t(52, lambda: trio.fail_after(1).foo)
    t(53, lambda: trio.move_on_after(1))
    t(55, lambda: trio.move_on_after(2).relative_deadline)
    t(56, lambda: trio.move_on_after(2).is_relative)
    t(57, lambda: trio.move_on_at(2).is_relative)
    t(58, lambda: trio.move_on_after(2).deadline)
    t(63, lambda: trio.current_effective_deadline())
    print("end")
trio.run(main)
