"""What integers are too large for, in CPython's words."""
import math


def show(f):
    try:
        print(repr(f())[:100])
    except Exception as e:
        print(type(e).__name__, e)


BIG, HUGE = 10**30, 10**400
show(lambda: 2**-5000000000000000000000)
show(lambda: HUGE**-2)
show(lambda: 2**-HUGE)
show(lambda: 1 << BIG)
show(lambda: 1 << -1)
show(lambda: (-5) >> BIG)
show(lambda: 0 << BIG)
show(lambda: str(10**5000))
show(lambda: "%d" % 10**5000)
show(lambda: f"{10**5000:,}")
show(lambda: hex(10**5000)[-9:])
show(lambda: int("1" * 5000))
show(lambda: int("1" * 5000, 3))
show(lambda: int("1" * 5000, 2) % 1000)
show(lambda: str(10**4299)[:5])
show(lambda: len(str(10**4300 - 1)))
show(lambda: "x" * BIG)
show(lambda: [1] * BIG)
show(lambda: [1][BIG])
show(lambda: "ab"[-BIG])
show(lambda: b"ab"[BIG])
show(lambda: [1, 2][:BIG])
show(lambda: [1, 2][-BIG::BIG])
show(lambda: "abc"[::-BIG])
show(lambda: slice(BIG).indices(5))
show(lambda: "abc".find("c", -BIG, BIG))
show(lambda: chr(BIG))
show(lambda: 1e3 * HUGE)
show(lambda: HUGE / 3)
show(lambda: HUGE / (HUGE // 7))
show(lambda: 3 / HUGE)
show(lambda: HUGE // 1e3)
show(lambda: divmod(HUGE, 1.5))
show(lambda: HUGE < 1e300)
show(lambda: HUGE == float("inf"))
show(lambda: HUGE > float("-inf"))
show(lambda: int(float("inf")))
show(lambda: float(HUGE))
show(lambda: HUGE + 1.5)
show(lambda: bytes(BIG))
show(lambda: pow(2, -1, 4))
show(lambda: pow(3, -1, BIG))
show(lambda: pow(3, 5, 0))
show(lambda: pow(2.0, 5, 3))
show(lambda: "%c" % BIG)
show(lambda: f"{BIG:c}")
show(lambda: f"{HUGE:f}")
show(lambda: "%f" % HUGE)
show(lambda: "%.3f" % BIG)
show(lambda: "%d" % 1e30)
show(lambda: round(1.5, BIG))
show(lambda: round(15 * 10**30, -31))
show(lambda: math.sqrt(HUGE))
show(lambda: math.log(HUGE))
show(lambda: math.log10(10**1000))
show(lambda: math.log(-HUGE))
show(lambda: math.factorial(-BIG))
show(lambda: math.factorial(BIG))
show(lambda: math.comb(BIG, 2))
show(lambda: math.comb(BIG, BIG - 2))
show(lambda: math.perm(BIG, 2))
show(lambda: math.ldexp(1.0, BIG))
show(lambda: (BIG).to_bytes(3, "big"))
show(lambda: (1.5).as_integer_ratio())
show(lambda: (1e-10).as_integer_ratio())
show(lambda: (1e300).as_integer_ratio())
show(lambda: float.fromhex("0x1.8p+3"))
show(lambda: float.fromhex("-0x.1p-1080"))
show(lambda: float.fromhex("0x1p5000"))
show(lambda: float.fromhex("xyz"))
show(lambda: BIG @ 2)
show(lambda: BIG & 1.5)
show(lambda: len(BIG))
show(lambda: BIG())
show(lambda: BIG[0])
show(lambda: BIG.foo)
show(lambda: int("12x" * 10))
show(lambda: int("9" * 30, 8))
show(lambda: BIG % 0)
show(lambda: BIG // 0)
show(lambda: BIG / 0)


class Long:
    def __len__(self):
        return BIG

    def __index__(self):
        return BIG

    def __hash__(self):
        return BIG


show(lambda: len(Long()))
show(lambda: [1][Long()])
show(lambda: [1, 2, 3][:Long()])
show(lambda: hex(Long()))
show(lambda: hash(Long()) == hash(BIG))
show(lambda: sum([4], b"x"))
show(lambda: sum([], bytearray(b"x")))
show(lambda: (-1).to_bytes(0, "big", signed=True))
show(lambda: (-2).to_bytes(0, "big", signed=True))
show(lambda: range(1000)[10**30])
show(lambda: [1][10**30])
print(10**400 * 1.0)
