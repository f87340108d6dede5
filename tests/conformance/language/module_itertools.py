# itertools: everything but count, and what goes wrong.
import itertools
from itertools import (accumulate, chain, combinations, combinations_with_replacement, compress,
                       cycle, dropwhile, filterfalse, groupby, islice, pairwise, permutations,
                       product, repeat, starmap, takewhile, tee, zip_longest)


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


print(list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], lambda a, b: a * b)), list(accumulate([1, 2], initial=10)), list(accumulate([])), list(accumulate([], initial=3)))
print(list(chain("ab", [1], ())), list(chain.from_iterable([[1, 2], "c"])), list(chain()))
print(list(compress("abcdef", [1, 0, 1, 0, 1])), list(islice(cycle("ab"), 5)), list(islice(cycle([]), 2)))
print(list(dropwhile(lambda x: x < 3, [1, 4, 2])), list(takewhile(lambda x: x < 3, [1, 4, 2])), list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, ""])))
print([(k, list(g)) for k, g in groupby("aabbbca")], [(k, len(list(g))) for k, g in groupby([1, 3, 2, 4], key=lambda x: x % 2)])
print([k for k, g in groupby("aabbbca")], list(groupby([])))
print(list(islice(range(10), 3)), list(islice(range(10), 2, 5)), list(islice(range(10), 1, None, 3)), list(islice(range(3), 5)), list(islice(range(10), 0)), list(islice(range(10), 5, 2)))
print(list(pairwise("abcd")), list(pairwise("a")), list(repeat(5, 3)), repeat(5, 3), repeat("x"), list(repeat(1, 0)), list(repeat(1, -3)))
print(list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest("abc", [1])), list(zip_longest("ab", [1, 2, 3], fillvalue="-")), list(zip_longest()))
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a), tee([], 0), len(tee("a", 3)))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product("ab", [])), len(list(product(range(3), repeat=3))))
print(list(permutations([1, 2, 3])), list(permutations("ab", 1)), list(permutations("ab", 3)), list(permutations([])), list(permutations("abc", 0)))
print(list(combinations("abcd", 2)), list(combinations("ab", 3)), list(combinations("ab", 0)), list(combinations([], 0)))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement([], 1)), list(combinations_with_replacement([], 0)), list(combinations_with_replacement("ab", 0)))
it = islice([1, 2, 3, 4, 5], 2)
print(list(it), list(it))
source = iter(range(10))
print(list(islice(source, 3)), next(source), list(islice(source, 1, 4, 2)), next(source))
tell(lambda: islice([1], -1))
tell(lambda: islice([1], "a"))
tell(lambda: islice([1], 1, 2, 0))
tell(lambda: islice([1], -1, 2))
tell(lambda: list(chain([1], 2)))
tell(lambda: chain.from_iterable(3))
tell(lambda: starmap(pow, 3))
tell(lambda: list(starmap(pow, [3])))
tell(lambda: combinations("ab", -1))
tell(lambda: product("ab", repeat=-1))
tell(lambda: permutations("ab", -1))
tell(lambda: next(chain()))
tell(lambda: list(map(lambda x: 1 // x, chain([1, 0]))))
tell(lambda: tee([1], -1))
tell(lambda: next(iter(groupby(3))))
g = groupby("aab")
k, first = next(g)
k, second = next(g)
print(list(first), list(second), isinstance(chain(), chain), type(chain()).__name__, type(count := itertools.count()).__name__)
c = chain([1, 2], [3])
print(iter(c) is c, next(c), [x for x in c])


def numbers():
    yield 1
    yield 2
    raise ValueError("broken")


try:
    for x in chain(numbers()):
        print(x)
except ValueError as error:
    print("error", error)
for x in chain([1], numbers()):
    print(x)
