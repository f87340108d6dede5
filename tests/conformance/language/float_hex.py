import math
for x in (0.0, -0.0, 1.0, -1.5, 0.1, 1e16, 1e308, 1.7976931348623157e308, 5e-324, -2.2e-308,
          2.2250738585072014e-308, math.pi, math.inf, -math.inf, math.nan):
    print(x, x.hex())
