"""Complex numbers: arithmetic, text, and what they refuse."""
import math


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


show(lambda: complex('1+2j'))
show(lambda: complex('abc'))
show(lambda: complex(1, 2))
show(lambda: complex('1', 2))
show(lambda: complex(1, 'a'))
show(lambda: complex([]))
show(lambda: complex(1j, 2j))
show(lambda: 1j < 2)
show(lambda: 1j // 2)
show(lambda: 1j % 2)
show(lambda: abs(3+4j))
show(lambda: int(1j))
show(lambda: float(1j))
show(lambda: 1j ** 2)
show(lambda: (1+2j) ** 0.5)
show(lambda: 0j ** -1)
show(lambda: 1 / 0j)
show(lambda: (-8) ** 0.5)
show(lambda: (-8.0) ** (1/3))
show(lambda: f'{1+2j}')
show(lambda: f'{1+2j:.2f}')
show(lambda: f'{1+2j:>20}')
show(lambda: f'{2j}')
show(lambda: repr(-0j))
show(lambda: complex(0, -0.0))
show(lambda: complex('nan+infj'))
show(lambda: complex(float('inf'), -1))
show(lambda: hash(1j))
show(lambda: 1j == 1j)
show(lambda: 1+0j == 1)
show(lambda: pow(1j, 2, 3))
show(lambda: divmod(1j, 2))
show(lambda: round(1j))
show(lambda: bool(0j))
show(lambda: 1j.real)
show(lambda: (1+2j).conjugate())
show(lambda: math.sqrt(1j))

a, b = 3 + 4j, 1 - 2j
for x in (a, b, 2j, -0.0 + 0j, complex(1e308, 1e308), 1, 2.5, True):
    for y in (a, 2j, -1.5, 3, False):
        for f in (lambda: x + y, lambda: x - y, lambda: x * y, lambda: x / y, lambda: x ** y, lambda: x == y):
            show(f)
print({1: "one", 1j: "i"}[1 + 0j], sum([1j, 2, 3.5]), [complex(s) for s in ("1e3j", " -2.5 ", "(1-j)", "+inf", "1_0")])


class Point:
    def __complex__(self):
        return 1 + 2j


print(complex(Point()), complex(Point(), 3), -a, +a, ~5)
match 1 + 2j:
    case 1 - 2j:
        print("no")
    case 1 + 2j:
        print("yes")
print(a < b)
