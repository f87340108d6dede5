import math
print(math.pi, math.e, math.tau, math.inf, math.nan, -math.inf)
print(math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1), math.trunc(-2.7), math.floor(5), math.fabs(-3), math.copysign(1, -0.0))
print(math.modf(2.5), math.modf(-2.5), math.frexp(8.0), math.ldexp(0.5, 4), math.fmod(-7, 3), math.remainder(7, 4), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2))
for bad in (lambda: math.floor(math.inf), lambda: math.ceil(math.nan), lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.fmod(1, 0), lambda: math.floor("x"), lambda: math.sqrt("x"), lambda: math.exp(1000)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
