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
    s, r = trio.open_memory_channel(1)
    t(2, lambda: s)
    t(3, lambda: r)
    await a(4, lambda: s.send())
    await a(5, lambda: s.send(1, 2))
    await a(6, lambda: s.send(1))
    t(7, lambda: s.send_nowait(1))
    t(8, lambda: s.statistics())
    t(9, lambda: r.statistics() == s.statistics())
    await a(10, lambda: r.receive(1))
    await a(11, lambda: r.receive())
    t(12, lambda: r.receive_nowait())
    t(13, lambda: r.receive_nowait(1))
    s2 = s.clone()
    s.close()
    t(16, lambda: s)
    t(17, lambda: s2)
    await a(18, lambda: s.send(1))
    t(19, lambda: s.send_nowait(1))
    t(20, lambda: s.clone())
    t(21, lambda: s.clone(1))
    t(22, lambda: s.close())
    t(23, lambda: s.close(1))
    await a(24, lambda: s.aclose())
    await a(25, lambda: s.aclose(1))
    t(26, lambda: s.__enter__())
    await a(27, lambda: s.__aenter__())
    t(28, lambda: iter(r))
    t(29, lambda: s2.close())
    await a(30, lambda: r.receive())
    t(31, lambda: r.receive_nowait())
    r2 = r.clone()
    r.close()
    await a(34, lambda: r.receive())
    t(35, lambda: r.receive_nowait())
    t(36, lambda: r.clone())
    t(37, lambda: r2.receive_nowait())
    t(38, lambda: s.statistics())
    r2.close()
    t(40, lambda: s.statistics())
    s, r = trio.open_memory_channel(0)
    r.close()
    await a(43, lambda: s.send(1))
    t(44, lambda: s.send_nowait(1))
    t(46, lambda: s.foo)
    t(47, lambda: s == r)
    t(48, lambda: s.max_buffer_size)
    t(52, lambda: len(s))
    t(53, lambda: s.__exit__(None, None, None))
    t(54, lambda: s.__exit__())
    await a(55, lambda: s.__aexit__(None, None, None))
    print("end")
trio.run(main)
