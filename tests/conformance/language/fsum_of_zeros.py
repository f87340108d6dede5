import math

for xs in ([-0.0], [], [-0.0, -0.0], [1e308, -1e308, -0.0], [-1.0, 1.0], [0.0, -0.0]):
    print(math.fsum(xs))
print(math.fsum([float("nan"), float("inf")]), math.fsum([float("-inf"), 1]))
