if True:
    from math import sqrt
try:
    from math import floor
except ImportError:
    floor = None
print(sqrt(9), floor(2.5))
