print(len(""), len("日本"), len([1, 2]), len((1,)), len({"a": 1}), len({1, 2}), len(range(7)), len({}.items()))
for bad in (3, None, 1.5, print, iter([])):
    try:
        len(bad)
    except TypeError as e:
        print(e)
try:
    len()
except TypeError as e:
    print(e)
try:
    len([], [])
except TypeError as e:
    print(e)
