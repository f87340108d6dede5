people = [("Bob", 30), ("alice", 25), ("Carol", 30), ("dave", 25)]
print(sorted(people, key=lambda p: (-p[1], p[0].lower())))
print(sorted(people, key=lambda p: p[0]), sorted(people, key=lambda p: p[0].lower(), reverse=True))
people.sort(key=lambda p: p[1])
print(people)
