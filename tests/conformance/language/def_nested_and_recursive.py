def fact(n):
    return 1 if n < 2 else n * fact(n - 1)
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
def make():
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)
    return fib
print(fact(15), even(10), odd(7), make()(12), make().__qualname__)
