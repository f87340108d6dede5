def make(n):
    def f(x, k=n * 2):
        return x + k + n
    return f
f, g = make(1), make(10)
print(f(0), g(0), f(0, k=0))
print([make(i)(1) for i in range(3)])
