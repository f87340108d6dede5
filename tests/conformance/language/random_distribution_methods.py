import random
random.seed(1)
print([random.randint(1, 6) for _ in range(10)])
print([round(random.uniform(-1, 1), 6) for _ in range(3)], random.sample(range(10), k=10), random.choice((1, 2)), random.randrange(5, 50, 5))
deck = [f"{r}{s}" for s in "SH" for r in "A23"]
random.shuffle(deck)
print(deck)
