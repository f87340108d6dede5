x: int = 3
y: "nonsense" = x + 1
z: int
print(x, y)
try:
    print(z)
except NameError as e:
    print(e)
def f():
    a: int = 5
    b: list[int] = [a]
    c: undefined_name_is_not_evaluated = 1
    return a, b, c
print(f())
