e = "before"
try:
    raise ValueError(1)
except ValueError as e:
    print(e)
try:
    print(e)
except NameError as x:
    print(x)
