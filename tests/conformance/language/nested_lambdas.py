add = lambda a: lambda b: lambda c: a + b + c
print(add(1)(2)(3), (lambda f, n: f(f, n))(lambda f, n: 1 if n == 0 else n * f(f, n - 1), 5))
