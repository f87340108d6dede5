# deque: both ends, its limit, its complaints.
from collections import deque

d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, len(d), d[0], d[-1], list(d), list(reversed(d)))
print(d.pop(), d.popleft(), d)
d.extend([7, 8])
d.extendleft([9, 10])
print(d)
d.rotate(2)
print(d)
d.rotate(-3)
print(d, d.count(7), d.index(8), 7 in d, 77 in d)
d.remove(7)
d.insert(1, "x")
print(d)
d.reverse()
print(d, d.copy(), d == d.copy(), d != deque(), bool(deque()))
last = deque(maxlen=3)
for i in range(5):
    last.append(i)
    print(last, last.maxlen)
last.appendleft(9)
print(last, last + deque([5]), last * 2, deque("abc", 2))
print(deque([1, 2]) < deque([1, 3]), deque([2]) > deque([1, 5]), deque([1]) == [1])


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


tell(lambda: deque().pop())
tell(lambda: deque().popleft())
tell(lambda: deque([1])[3])
tell(lambda: deque([1]).remove(5))
tell(lambda: deque([1]).index(5))
tell(lambda: deque([1]) + [1])
tell(lambda: deque([1], maxlen=-1))
tell(lambda: deque(5))
tell(lambda: deque([1], 1).insert(0, 2))
tell(lambda: [x for x in d if d.append(1)])
queue = deque([(0, "a")])
while queue:
    depth, name = queue.popleft()
    print(depth, name)
    if depth < 2:
        queue.append((depth + 1, name + "l"))
        queue.append((depth + 1, name + "r"))
d = deque([1, 2])
d[0] = 5
del d[1]
d += [6]
d *= 2
print(d)
d.clear()
print(d)
