print(int | str, list[int], dict[str, int], (int | None), tuple[int, ...], isinstance(3, int | str))
def f(x: int | None = None, *args: str, **kw: float) -> list[dict[str, int]]:
    return x
print(f(), f(2))
