# heapq: the order of comparisons too.
import heapq
import random


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


heap = []
for n in [5, 3, 8, 1, 9, 2]:
    heapq.heappush(heap, n)
    print(heap)
while heap:
    print(heapq.heappop(heap), heap)
data = [9, 4, 7, 1, 8, 3, 6]
heapq.heapify(data)
print(data, heapq.heappushpop(data, 0), heapq.heapreplace(data, 10), data, heapq.heappushpop([], 3))
print(heapq.nlargest(3, [4, 1, 9, 7]), heapq.nsmallest(2, [4, 1, 9, 7]), heapq.nlargest(2, ["a", "ccc", "bb"], key=len), heapq.nsmallest(9, [2, 1]), heapq.nlargest(0, [1]), heapq.nsmallest(1, []), heapq.nlargest(1, [3, 4]))
print(list(heapq.merge([1, 4, 7], [2, 5], [], [0, 9])), list(heapq.merge([7, 4], [9, 1], reverse=True)), list(heapq.merge(["a", "ccc"], ["bb"], key=len)))
tell(lambda: heapq.heappop([]))
tell(lambda: heapq.heappush((1,), 2))
tell(lambda: heapq.heapreplace([], 2))
tell(lambda: heapq.heappush([1], "a"))
tell(lambda: heapq.heapify([1, "a", 2]))


class Loud:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        print(f"{self.n}<{other.n}", end=" ")
        return self.n < other.n

    def __repr__(self):
        return str(self.n)


r = random.Random(5)
louds = [Loud(r.randrange(50)) for _ in range(9)]
heap = []
for item in louds:
    heapq.heappush(heap, item)
print(heap)
print([heapq.heappop(heap) for _ in range(5)])
heapq.heapify(louds)
print(louds)
heapq.heappushpop(louds, Loud(1))
heapq.heapreplace(louds, Loud(99))
print(louds)
queue = []
heapq.heappush(queue, (2, "write"))
heapq.heappush(queue, (1, "read"))
heapq.heappush(queue, (1, "a"))
print([heapq.heappop(queue) for _ in range(3)])
numbers = [r.randrange(1000) for _ in range(200)]
heap = list(numbers)
heapq.heapify(heap)
print(heap[:20], [heapq.heappop(heap) for _ in range(200)] == sorted(numbers), heapq.nlargest(5, numbers), heapq.nsmallest(5, iter(numbers), key=lambda n: -n))
