x = list(range(10))
del x[::2]
print(x)
del x[-2:]
print(x)
del x[5:1]
print(x)
x = list(range(10))
del x[8:2:-2]
print(x)
try:
    del x[20]
except IndexError as e:
    print(e)
try:
    del (1, 2)[0]
except TypeError as e:
    print(e)
try:
    del "abc"[0]
except TypeError as e:
    print(e)
