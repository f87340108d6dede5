import random
for bad in (lambda: random.choice([]), lambda: random.randrange(0), lambda: random.randint(5, 1), lambda: random.sample([1], 2), lambda: random.sample([1, 2], -1), lambda: random.randrange(1, 5, 0), lambda: random.choice({}), lambda: random.shuffle((1, 2)), lambda: random.expovariate(0)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
