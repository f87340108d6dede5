# bisect: places in sorted lists, with a key, and what goes wrong in one.
import bisect
from bisect import bisect_left, insort

scores = [33, 99, 77, 70, 89, 90, 100]


def grade(score, breakpoints=(60, 70, 80, 90), grades="FDCBA"):
    return grades[bisect.bisect(breakpoints, score)]


print([grade(score) for score in scores])
names = []
for name in ["cedar", "ash", "elm", "birch", "ash"]:
    insort(names, name)
print(names, bisect_left(names, "ash"), bisect.bisect_right(names, "ash"))
pairs = [("a", 3), ("b", 5), ("c", 9)]
print(bisect.bisect(pairs, 5, key=lambda pair: pair[1]))
bisect.insort_left(pairs, ("x", 5), key=lambda pair: pair[1])
print(pairs, bisect_left(names, "z", 1, 3))
try:
    bisect.bisect(names, "x", -1)
except ValueError as error:
    print(error)
try:
    bisect.bisect(names, 3)
except TypeError as error:
    print(error)


def key(pair):
    return pair[7]


bisect.bisect(pairs, 5, key=key)
