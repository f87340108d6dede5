x = [3, 1, 2]
x.append(4); x.extend((5, 6)); x.insert(0, 0); x.insert(-1, 9); x.insert(100, 7); x.insert(-100, -1)
print(x, x.pop(), x.pop(0), x.pop(-2), x)
x.remove(9); x.reverse(); print(x, x.index(2), x.count(1), x.copy() == x, x.copy() is x)
x.sort(); print(x); x.sort(reverse=True); print(x); x.sort(key=lambda v: v % 3); print(x)
print(x.index(6, 0, 3), x.clear(), x)
for bad in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1].index(1, 1), lambda: [1].insert("0", 1), lambda: [1].pop("0"), lambda: [].extend(3), lambda: [1].append()):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
