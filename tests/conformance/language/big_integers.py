"""Integers of any size: all operators, texts and comparisons."""
import math
import random


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


NUMBERS = [0, 1, -1, 7, -10, 2**31, 2**53 + 1, 2**63 - 1, 2**63, -2**63, -2**63 - 1, 2**64, 10**30, -10**30 + 7,
           3**200, -7**123, 0xffffffffffffffffffffffffffffffff, 1_000_000_000_000_000_000_000, -9223372036854775808]
for a in NUMBERS:
    print(a, hex(a), oct(a), bin(a)[:40], hash(a), a.bit_length(), a.bit_count(), -a, +a, ~a, abs(a), bool(a))
    print(f"{a:,} {a:_x} {a:+d} {a:>60} {a:#b}"[:200], f"{a:e}", "%d|%x|%o|%030d" % (a, a, a, a), str(a) == repr(a))
    print(float(a), int(float(a)), a == float(a), a < float(a), a > 1e18, a <= float("inf"), a != float("nan"))
    print(round(a, -3), round(a, -20), round(a, 2), round(a), math.floor(a), a.as_integer_ratio(), a.conjugate(), a.real, a.imag)
    size = a.bit_length() // 8 + 1
    data = a.to_bytes(size, "big", signed=True)
    print(data.hex(), int.from_bytes(data, "big", signed=True) == a, int.from_bytes(data[::-1], "little", signed=True) == a)
    for b in NUMBERS:
        for f in (lambda: a + b, lambda: a - b, lambda: a * b, lambda: a // b, lambda: a % b, lambda: divmod(a, b), lambda: a / b,
                  lambda: a & b, lambda: a | b, lambda: a ^ b, lambda: (a < b, a == b, a >= b), lambda: math.gcd(a, b), lambda: math.lcm(a, b)):
            show(f)
    for n in (0, 1, 63, 64, 65, 200, -1):
        show(lambda: a << n)
        show(lambda: a >> n)
    for n in (0, 1, 2, 5, -1):
        show(lambda: a ** n)
        show(lambda: pow(a, n, 10**20 + 39))
        show(lambda: pow(a, n, -97))
    show(lambda: math.isqrt(a))
    show(lambda: math.log(a))
    show(lambda: math.log2(a))
    for x in (0.5, -1e300, 2.0**70):
        for f in (lambda: a + x, lambda: a * x, lambda: a / x, lambda: a // x, lambda: a % x, lambda: x - a, lambda: x // a, lambda: a < x, lambda: a == x):
            show(f)

print(math.factorial(30), math.comb(100, 50), math.perm(40, 30), math.prod(range(1, 30)), sum(NUMBERS), max(NUMBERS), min(NUMBERS))
print(sorted(NUMBERS)[:3], sorted(set(NUMBERS + [float(2**64)]))[-2:], {2**64: "a", 1.8446744073709552e19: "b"})
print(int("123456789012345678901234567890"), int("-0xffffffffffffffffff", 16), int("zz" * 20, 36), int("1_000" * 9), int(1e300), int(-2.0**80))
total = 1
for i in range(1, 60):
    total *= i
print(total, total // 58 // 59, -total % 1000007)
rng = random.Random(42)
print(rng.getrandbits(100), rng.randrange(10**30), rng.randint(-10**25, 10**25), rng.randrange(0, 10**22, 10**3), random.Random(10**40).random(), random.Random(b"seed").random())


class Money(int):
    def __add__(self, other):
        return Money(int(self) + other)


print(Money(2**70) + 1, type(Money(2**70) + 1).__name__, Money(10**20) * 2, Money.from_bytes(b"\x01" * 9, "big"), isinstance(2**70, int), type(2**70))
x = 2**100
x += 1
x -= 2**100
print(x, 2**100 is None, 0.1 + 10**20, (2**70).__add__(1), (5).__floordiv__(2**70), divmod(-(10**30), 7))
fib = [0, 1]
while len(fib) < 120:
    fib.append(fib[-1] + fib[-2])
print(fib[-1], fib[93] - fib[92])
print(10**30 + "x")
