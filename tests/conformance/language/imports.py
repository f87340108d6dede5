import math
import math as m
import random, time
from math import sqrt, pi as π
from contextlib import suppress
from itertools import count
import functools
print(math is m, sqrt(16), round(π, 3), functools.partial(max, 5)(3))
def f():
    import math
    from math import floor
    return math.ceil(1.2), floor(1.8)
print(f(), random is not None, time is not None, suppress, count(3))
