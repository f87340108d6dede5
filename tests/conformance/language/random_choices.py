import random

random.seed(11)
print(random.choices("abc"), random.choices([1, 2, 3], k=5), random.choices(range(10), k=0))
print(random.choices("abc", [1, 2, 3], k=8), random.choices("abc", (0.5, 0, 0.1), k=4))
print(random.choices("abc", cum_weights=[1, 2, 10], k=8), random.choices("ab", weights={1: 0, 2: 0}, k=3))
print(random.choices(("x", "y"), [10**15, 1], k=2), random.choices("ab", k=-1))
own = random.Random(3)
print(own.choices([None, True], k=6), own.random())
print([random.normalvariate() for _ in range(3)], random.normalvariate(5, 2), own.normalvariate(sigma=0))
for wrong in (
    lambda: random.choices([]),
    lambda: random.choices("ab", 3),
    lambda: random.choices("ab", 1.5),
    lambda: random.choices("ab", [1]),
    lambda: random.choices("ab", [1, 2], cum_weights=[1, 2]),
    lambda: random.choices("ab", [0, 0]),
    lambda: random.choices("ab", [1, float("inf")]),
    lambda: random.choices("ab", [1, -3]),
    lambda: random.choices("ab", [1, "x"]),
    lambda: random.choices("ab", cum_weights=["x", "y"]),
    lambda: random.choices("ab", cum_weights=["x", 3]),
    lambda: random.choices("ab", cum_weights=5),
    lambda: random.choices("ab", k=1.5),
    lambda: random.choices({1, 2}),
    lambda: random.choices({"a": 1}),
    lambda: random.choices(5),
    lambda: random.choices([], [], k=2),
    lambda: random.normalvariate("a", 1),
    lambda: random.normalvariate(0, None),
):
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__, e)
print(random.random())
