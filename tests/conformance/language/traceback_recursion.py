# The same line many times is shown three times and then counted.
def down(n):
    if n == 0:
        raise ValueError("bottom")
    down(n - 1)


def up(n):
    return n and down(n)


up(20)
