import math
print(math.sqrt(2), math.pow(2, 3), math.hypot(3, 4), math.hypot(1, 2, 3), math.dist((0, 0), (3, 4)), math.fsum([0.1] * 10), math.cbrt(27), math.exp2(3), math.log2(8), math.log10(1000), math.log(8, 2))
print(math.degrees(math.pi), math.radians(180), round(math.sin(1), 12), round(math.atan2(1, 2), 12), math.isnan(math.nan), math.isinf(math.inf), math.isfinite(1))
