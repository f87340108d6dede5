# functools: wraps, caches, orders, dispatch.
import functools
from functools import (cache, cached_property, cmp_to_key, lru_cache, partial, partialmethod, reduce, singledispatch,
                       singledispatchmethod, total_ordering, wraps)


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


def traced(function):
    """Wraps."""
    @wraps(function)
    def wrapper(*args, **kwargs):
        print("call", function.__name__, args, kwargs)
        return function(*args, **kwargs)
    return wrapper


@traced
def add(a: int, b: int = 2) -> int:
    """Adds."""
    return a + b


add.extra = 1
print(add(1), add(1, b=5), add.__name__, add.__doc__, add.__wrapped__(1, 1), add.__qualname__)


@lru_cache(maxsize=2)
def square(n):
    print("computing", n)
    return n * n


print(square(2), square(3), square(2), square(4), square(3), square.cache_info(), square.__name__)
square.cache_clear()
print(square.cache_info(), square.cache_parameters())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


@lru_cache
def pair(a, b=0, *, c=0):
    return a, b, c


pair(1)
pair(1, 0)
pair(1, b=0)
pair(1.0)
pair(1, c=1)
print(pair.cache_info())


@lru_cache(maxsize=None, typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed.cache_info())
tell(lambda: square([]))
tell(lambda: lru_cache(maxsize="x"))


class Circle:
    def __init__(self, r):
        self.r = r

    @cached_property
    def area(self):
        """The area."""
        print("area of", self.r)
        return self.r ** 2 * 3

    @lru_cache
    def scaled(self, by):
        return self.r * by

    def move(self, dx, dy, speed=1):
        return self.r, dx, dy, speed

    right = partialmethod(move, 1, 0)
    fast = partialmethod(move, speed=10)


c = Circle(2)
print(c.area, c.area, c.__dict__, c.scaled(3), c.right(), c.fast(5, 6), Circle.area.__doc__)
del c.area
print(c.area)


@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self.n < other.n if isinstance(other, Version) else NotImplemented

    def __repr__(self):
        return f"v{self.n}"


a, b = Version(1), Version(2)
print(a < b, a <= b, a > b, a >= b, a <= Version(1), sorted([b, a]), max(a, b))
tell(lambda: a <= 3)
tell(lambda: total_ordering(type("Empty", (), {})))
print(sorted(["bb", "a", "ccc"], key=cmp_to_key(lambda x, y: len(y) - len(x))), reduce(lambda x, y: x * y, [1, 2, 3, 4]), reduce(max, [], 7), reduce(lambda x, y: x + y, "abc", ""))
tell(lambda: reduce(max, []))
tell(lambda: reduce(max, 3))


@singledispatch
def describe(x):
    """Describes."""
    return "something"


@describe.register(int)
def _(x):
    return f"int {x}"


@describe.register(list)
@describe.register(tuple)
def _(x):
    return f"sequence of {len(x)}"


@describe.register(str)
def _(x):
    return f"text {x}"


describe.register(type(None), lambda x: "nothing")
print(describe(1), describe(True), describe([1]), describe((1, 2)), describe("s"), describe(None), describe(1.5), describe.__name__, describe.dispatch(bool) is describe.dispatch(int))
tell(lambda: describe())
tell(lambda: describe.register(3))


class Base:
    pass


class Derived(Base):
    pass


@describe.register(Base)
def _(x):
    return "base"


print(describe(Derived()))


class Formatter:
    @singledispatchmethod
    def show(self, x):
        return f"other {x}"

    @show.register(int)
    def _(self, x):
        return f"number {x}"

    @show.register(str)
    def _(self, x):
        return f"string {x}"


f = Formatter()
print(f.show(1), f.show("a"), f.show(1.5))
p = partial(add, b=10)
print(p(1), p.func is add, p.args, p.keywords)
square(1, 2)
