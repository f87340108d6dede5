import math
print(math.gcd(12, 18), math.gcd(), math.gcd(0, 5), math.gcd(-4, 6), math.lcm(4, 6), math.lcm(), math.factorial(10), math.isqrt(17), math.comb(10, 3), math.perm(5, 2), math.perm(4), math.prod([1, 2, 3]), math.prod([], start=5))
for bad in (lambda: math.factorial(-1), lambda: math.isqrt(-1), lambda: math.gcd(1.5), lambda: math.comb(-1, 2), lambda: math.factorial(2.5)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
