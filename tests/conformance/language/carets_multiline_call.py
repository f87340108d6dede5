def f(*args):
    return args[5]
print(
    f(
        1,
        2,
    )
)
