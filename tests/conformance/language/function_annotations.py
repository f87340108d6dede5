"""Functions keep their annotations."""


def f(a: int, b: "text" = 2, *args: float, c: list[int] | None = None, **kw: dict) -> str:
    return a


print(f.__annotations__)
f.__annotations__["more"] = 1
print(f.__annotations__)


def g(x):
    pass


print(g.__annotations__, (lambda: 0).__annotations__)
g.__annotations__["x"] = int
print(g.__annotations__)


async def h(x: (print("evaluated"), 3)) -> None: ...


print(h.__annotations__)
try:
    def bad(x: undefined): ...
except NameError as error:
    print(error)
