# The module random: every function, after various seeds.
def show(*thunks):
    for thunk in thunks:
        try:
            print(repr(thunk()))
        except Exception as e:
            print(type(e).__name__, e)


import random

random.seed(7)
deck = list(range(52))
random.shuffle(deck)
print(deck)
one = random.Random(42)
two = random.Random(42)
print([one.randint(1, 100) for _ in range(5)], [two.randint(1, 100) for _ in range(5)])
print(one.random(), random.random(), one.uniform(1, 2), one.choice("xyz"), one.sample(range(9), 4))
hand = ["a", "b", "c", "d"]
one.shuffle(hand)
print(hand, one.randrange(10), one.expovariate(1.5), one.getrandbits(16))
one.seed("text")
print(one.random())
numbers = [random.random() for _ in range(2000)]
print(sum(numbers), numbers[-1])

show(
    lambda: random.seed([]),
    lambda: random.seed(-5),
    lambda: random.random(),
    lambda: random.seed(1.5),
    lambda: random.random(),
    lambda: random.seed("abc"),
    lambda: random.random(),
    lambda: random.seed("é" * 100),
    lambda: random.random(),
    lambda: random.seed(""),
    lambda: random.random(),
    lambda: random.seed(2 ** 62),
    lambda: random.random(),
    lambda: random.seed(True),
    lambda: random.random(),
    lambda: random.seed(0),
    lambda: [random.random() for _ in range(5)],
    lambda: [random.randrange(6) for _ in range(20)],
    lambda: [random.randrange(5, 50, 7) for _ in range(10)],
    lambda: [random.randrange(50, 5, -7) for _ in range(10)],
    lambda: [random.randint(1, 6) for _ in range(10)],
    lambda: [random.uniform(0.05, 0.20) for _ in range(5)],
    lambda: [random.uniform(1, 5) for _ in range(3)],
    lambda: [random.expovariate(1 / 3) for _ in range(3)],
    lambda: random.expovariate(2),
)
show(
    lambda: [random.choice("abc") for _ in range(10)],
    lambda: [random.choice([1, 2, 3, 4, 5]) for _ in range(5)],
    lambda: [random.choice(range(10, 100, 10)) for _ in range(5)],
    lambda: [random.getrandbits(8) for _ in range(5)],
    lambda: [random.getrandbits(40) for _ in range(3)],
    lambda: random.getrandbits(62),
    lambda: random.getrandbits(0),
    lambda: [random.randrange(10 ** 12) for _ in range(3)],
    lambda: random.sample(range(100), 5),
    lambda: random.sample(range(1000000), 8),
    lambda: random.sample("abcdef", 3),
    lambda: random.sample([1, 2, 3], 3),
    lambda: random.sample((1, 2, 3), 0),
    lambda: random.sample(range(30), 21),
    lambda: random.randrange(0),
    lambda: random.randrange(5, 5),
    lambda: random.randrange(5, 1, 1),
    lambda: random.randrange(1, 2, 0),
    lambda: random.randrange(10, step=2),
    lambda: random.randint(5, 1),
    lambda: random.choice([]),
    lambda: random.choice(5),
    lambda: random.choice({1}),
    lambda: random.shuffle((1,)),
    lambda: random.shuffle((1, 2)),
)
show(
    lambda: random.shuffle("ab"),
    lambda: random.sample([1], 2),
    lambda: random.sample({1}, 1),
    lambda: random.sample(5, 1),
    lambda: random.sample([1, 2], -1),
    lambda: random.uniform("a", 1),
    lambda: random.expovariate(0),
    lambda: random.getrandbits(-1),
    lambda: random.getrandbits("a"),
    lambda: random.Random([]),
    lambda: random.random(),
)
