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
    t(2, lambda: cs)
    await a(3, lambda: trio.sleep("x"))
    await a(4, lambda: trio.sleep("1"))
    await a(5, lambda: trio.sleep(-1))
    await a(6, lambda: trio.sleep(math.nan))
    await a(7, lambda: trio.sleep(None))
    await a(8, lambda: trio.sleep([]))
    await a(9, lambda: trio.sleep())
    await a(10, lambda: trio.sleep(0, 1))
    await a(11, lambda: trio.sleep(seconds=0))
    await a(12, lambda: trio.sleep(foo=0))
    await a(13, lambda: trio.sleep(True))
    await a(14, lambda: trio.sleep_until("x"))
    await a(15, lambda: trio.sleep_until(math.nan))
    await a(16, lambda: trio.sleep_until(-1))
    await a(17, lambda: trio.sleep_until(None))
    await a(18, lambda: trio.sleep_until())
    await a(19, lambda: trio.sleep_forever(1))
    await a(20, lambda: trio.sleep_forever())
    await a(21, lambda: trio.sleep(math.inf))
    await a(22, lambda: trio.sleep_until(math.inf))
    t(23, lambda: trio.sleep)
    t(24, lambda: trio.run(trio.sleep, 0))
    t(25, lambda: trio.current_time(1))
    t(26, lambda: trio.current_effective_deadline(1))
    t(27, lambda: trio.current_effective_deadline())
    t(28, lambda: trio.lowlevel.current_task())
    t(29, lambda: trio.lowlevel.current_task().name)
    t(30, lambda: trio.lowlevel.current_root_task())
    t(31, lambda: trio.lowlevel.current_root_task().name)
    t(32, lambda: trio.lowlevel.current_root_task().parent_nursery)
    t(33, lambda: trio.lowlevel.current_task().parent_nursery)
    t(34, lambda: trio.lowlevel.current_task().eventual_parent_nursery)
    t(35, lambda: trio.lowlevel.current_task().child_nurseries)
    t(36, lambda: trio.lowlevel.current_task().custom_sleep_data)
    t(37, lambda: trio.lowlevel.current_task().foo)
    t(40, lambda: setattr(trio.lowlevel.current_task(), "name", 5))
    t(41, lambda: trio.lowlevel.current_task())
    t(42, lambda: setattr(trio.lowlevel.current_task(), "foo", 5))
    t(43, lambda: setattr(trio.lowlevel.current_task(), "parent_nursery", 5))
    t(44, lambda: setattr(trio.lowlevel.current_task(), "child_nurseries", 5))
    t(45, lambda: setattr(trio.lowlevel.current_task(), "custom_sleep_data", 5))
    t(47, lambda: trio.lowlevel.Task())
    await a(55, lambda: trio.lowlevel.checkpoint())
    await a(56, lambda: trio.lowlevel.checkpoint(1))
    await a(57, lambda: trio.lowlevel.checkpoint_if_cancelled())
    await a(58, lambda: trio.lowlevel.checkpoint_if_cancelled(1))
    await a(59, lambda: trio.lowlevel.cancel_shielded_checkpoint())
    await a(60, lambda: trio.lowlevel.cancel_shielded_checkpoint(1))
    print("end")
trio.run(main)
