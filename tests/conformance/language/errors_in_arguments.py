def f(a, b):
    print("not reached")
try:
    f(print("first"), 1 / 0)
except ZeroDivisionError as e:
    print(e)
try:
    undefined_function(print("never"))
except NameError as e:
    print(e)
try:
    [].append(1, 2)
except TypeError as e:
    print(e)
