def twice(f):
    def g(x):
        return f(f(x))
    return g
def compose(*fs):
    def run(x):
        for f in fs:
            x = f(x)
        return x
    return run
print(twice(lambda x: x * 3)(2), compose(str, len, lambda n: n + 1)(12345), twice(twice(lambda s: s + "!"))("hey"))
