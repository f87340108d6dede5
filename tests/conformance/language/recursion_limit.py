# The depth of calls is limited to Python's 1,000 frames.
def down(n):
    return down(n + 1)


depth = 0


def count():
    global depth
    depth += 1
    count()


try:
    down(0)
except RecursionError as e:
    print(type(e).__name__)
try:
    count()
except RecursionError:
    print("depth", depth)


def recover(n):
    try:
        return recover(n + 1)
    except RecursionError:
        return n


print(recover(0))


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(16))
