# repr of floats, and the floats that texts are.
def show(*thunks):
    for thunk in thunks:
        try:
            print(repr(thunk()))
        except Exception as e:
            print(type(e).__name__, e)


import random

random.seed(3)
for _ in range(300):
    x = (random.random() - 0.5) * 10.0 ** random.randint(-20, 20)
    print(x, round(x, random.randint(-3, 12)), f"{x:.3f} {x:.2e} {x:g} {x:.10g} {x:12.1f}|{x:,.2f}")
for digits in range(0, 18):
    print(f"{2 / 3:.{digits}f} {2 / 3:.{digits}e} {2 / 3:.{digits}g} {1e5 / 3:.{digits}g}")
for n in range(40):
    print(n / 8, f"{n / 8:.2f}", f"{n / 8:.1f}", f"{n / 8:.0f}", round(n / 8, 2), round(n / 8, 1), round(n / 8))

show(
    lambda: 1.0,
    lambda: 0.1,
    lambda: 1 / 3,
    lambda: 2 / 3,
    lambda: 1e15,
    lambda: 1e16,
    lambda: 1e17,
    lambda: 123456789012345.6,
    lambda: 1234567890123456.7,
    lambda: 12345678901234567.8,
    lambda: 0.0001,
    lambda: 0.00001,
    lambda: 0.000123,
    lambda: 1.5e-5,
    lambda: 5e-324,
    lambda: 2.2250738585072014e-308,
    lambda: 1.7976931348623157e308,
    lambda: 1e22,
    lambda: 1e23,
    lambda: 1e100,
    lambda: -0.0,
    lambda: -1.5,
    lambda: float("inf"),
    lambda: -float("inf"),
    lambda: float("nan"),
)
show(
    lambda: 0.1 + 0.2,
    lambda: 0.1 * 3,
    lambda: 1.1 + 2.2,
    lambda: 100.0,
    lambda: 1e2,
    lambda: 1e5,
    lambda: 123e-20,
    lambda: 9007199254740993.0,
    lambda: 4.35,
    lambda: 0.3,
    lambda: 2.5e-8,
    lambda: 1e-7,
    lambda: [0.1, 0.27, 0.30000000000000004],
    lambda: float("0.1e1"),
    lambda: float("123456789.123456789123456789"),
    lambda: float("2.2250738585072011e-308"),
    lambda: float("0.500000000000000166533453693773481063544750213623046875"),
    lambda: float("9007199254740992.99999999999999999999"),
    lambda: float("1" + "0" * 400),
    lambda: float("." + "0" * 400 + "1"),
    lambda: str(1e16),
    lambda: f"{1e16} {0.1} {1.0}",
)
