queue, served, t = [(3, "c"), (1, "a"), (2, "b")], [], 0
queue.sort()
while queue:
    at, who = queue.pop(0)
    t = max(t, at) + 2
    served.append((who, t))
print(served)
