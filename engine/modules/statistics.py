"""Averages and spreads."""

from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from math import exp, fsum, gcd, isfinite, isqrt, log, sqrt

__all__ = ["LinearRegression", "StatisticsError", "correlation", "covariance", "fmean",
           "geometric_mean", "harmonic_mean", "linear_regression", "mean", "median",
           "median_grouped", "median_high", "median_low", "mode", "multimode", "pstdev",
           "pvariance", "quantiles", "stdev", "variance"]

LinearRegression = namedtuple("LinearRegression", ["slope", "intercept"], module="statistics")


class StatisticsError(ValueError):
    pass


# --- Exact sums ---


# A sum of fractions; what is not finite is summed apart, and is then the whole of it.
class _Exact:
    __slots__ = ("top", "bottom", "strange")

    def __init__(self, top=0, bottom=1):
        self.top = top
        self.bottom = bottom
        self.strange = None

    def add(self, top, bottom):
        if bottom == self.bottom:
            self.top += top
        else:
            self.top = self.top * bottom + top * self.bottom
            self.bottom *= bottom
            common = gcd(self.top, self.bottom)
            self.top //= common
            self.bottom //= common

    def divided_by(self, n):
        made = _Exact(self.top, self.bottom * n)
        made.strange = self.strange
        return made

    # As a value of that type.
    def value(self, kind):
        if self.strange is not None:
            return self.strange
        common = gcd(self.top, self.bottom)
        if issubclass(kind, int) and self.bottom == common:
            return kind(self.top // common)
        if issubclass(kind, int):
            kind = float
        return kind(self.top // common / (self.bottom // common))

    def root(self):
        if self.strange is not None:
            return sqrt(self.strange)
        common = gcd(self.top, self.bottom)
        return _root_of_fraction(self.top // common, self.bottom // common)


# The nearest float to the square root of top / bottom: a whole root with two bits more than a float
# has, the last of which says whether anything is left.
def _root_of_fraction(top, bottom):
    if top == 0:
        return 0.0
    shift = (top.bit_length() - bottom.bit_length() - 109) // 2
    if shift >= 0:
        return float(_odd_root(top, bottom << 2 * shift) << shift)
    return _odd_root(top << -2 * shift, bottom) / (1 << -shift)


def _odd_root(top, bottom):
    root = isqrt(top // bottom)
    return root | (root * root * bottom != top)


def _ratio(x):
    try:
        return x.as_integer_ratio()
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") \
            from None


def _common_type(a, b):
    if a is b or b is int or b is bool or issubclass(a, b) and a is not bool:
        return a
    if a is int or issubclass(b, a):
        return b
    if issubclass(a, int):
        return b
    if issubclass(b, int):
        return a
    if issubclass(a, float) or issubclass(b, float):
        return float
    raise TypeError(f"don't know how to coerce {a.__name__} and {b.__name__}")


# (type, sum, how many)
def _sum(data):
    kind = int
    total = _Exact()
    count = 0
    for x in data:
        count += 1
        if isinstance(x, float) and not isfinite(x):
            total.strange = x if total.strange is None else total.strange + x
        else:
            top, bottom = _ratio(x)
            total.add(top, bottom)
        if type(x) is not kind:
            kind = _common_type(kind, type(x))
    return kind, total, count


# (type, sum of squared distances, mean, how many)
def _squares(data, center):
    if center is not None:
        distances = [x - center for x in data]
        kind, total, count = _sum([d * d for d in distances])
        return kind, total, center, count
    data = list(data)
    kind, total, count = _sum(data)
    if not count or total.strange is not None:
        return kind, total, total, count
    squares = _Exact()
    for x in data:
        top, bottom = _ratio(x)
        squares.add(top * top, bottom * bottom)
    made = _Exact(squares.top * count, squares.bottom)
    made.add(-total.top * total.top, total.bottom * total.bottom)
    return kind, made.divided_by(count), total.divided_by(count), count


# --- Averages ---


def mean(data):
    kind, total, count = _sum(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    return total.divided_by(count).value(kind)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        total = fsum(data)
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return total / len(data)
    weights = list(weights)
    total = fsum([x * w for x, w in zip(data, weights)])
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    weight = fsum(weights)
    if not weight:
        raise StatisticsError("sum of weights must be non-zero")
    return total / weight


def geometric_mean(data):
    try:
        return exp(fmean([log(x) for x in data]))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive "
                              "numbers") from None


def _not_negative(values):
    for x in values:
        if x < 0:
            raise StatisticsError("harmonic mean does not support negative values")
    return values


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if len(data) == 1 and weights is None:
        if not isinstance(data[0], (int, float)):
            raise TypeError("unsupported type")
        return _not_negative(data)[0]
    weights = [1] * len(data) if weights is None else list(weights)
    if len(weights) != len(data):
        raise StatisticsError("Number of weights does not match data size")
    weight = _sum(_not_negative(weights))[1]
    try:
        kind, total, count = _sum([w / x if w else 0
                                   for w, x in zip(weights, _not_negative(data))])
    except ZeroDivisionError:
        return 0
    if total.top <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _Exact(weight.top * total.bottom, weight.bottom * total.top).value(kind)


def _sorted_for_median(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


def median(data):
    data = _sorted_for_median(data)
    middle = len(data) // 2
    return data[middle] if len(data) % 2 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    data = _sorted_for_median(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted_for_median(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    data = _sorted_for_median(data)
    x = data[len(data) // 2]
    before = bisect_left(data, x)
    within = bisect_right(data, x, lo=before) - before
    try:
        interval = float(interval)
        x = float(x)
    except ValueError:
        raise TypeError("Value cannot be converted to a float")
    return x - interval / 2.0 + interval * (len(data) / 2 - before) / within


def mode(data):
    first = Counter(iter(data)).most_common(1)
    if not first:
        raise StatisticsError("no mode for empty data")
    return first[0][0]


def multimode(data):
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    if method == "inclusive":
        cuts = [divmod(i * (size - 1), n) for i in range(1, n)]
        return [(data[at] * (n - rest) + data[at + 1] * rest) / n for at, rest in cuts]
    if method != "exclusive":
        raise ValueError(f"Unknown method: {method!r}")
    result = []
    for i in range(1, n):
        at = min(max(i * (size + 1) // n, 1), size - 1)
        rest = i * (size + 1) - at * n
        result.append((data[at - 1] * (n - rest) + data[at] * rest) / n)
    return result


# --- Spread ---


def variance(data, xbar=None):
    kind, total, _, count = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return total.divided_by(count - 1).value(kind)


def pvariance(data, mu=None):
    kind, total, _, count = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return total.divided_by(count).value(kind)


def stdev(data, xbar=None):
    _, total, _, count = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return total.divided_by(count - 1).root()


def pstdev(data, mu=None):
    _, total, _, count = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return total.divided_by(count).root()


# --- Two at a time ---


def _check_pair(function, x, y):
    if len(x) != len(y):
        raise StatisticsError(f"{function} requires that both inputs have same number of data "
                              "points")
    if len(x) < 2:
        raise StatisticsError(f"{function} requires at least two data points")


def _products(x, y):
    mean_x = fsum(x) / len(x)
    mean_y = fsum(y) / len(y)
    return fsum([(a - mean_x) * (b - mean_y) for a, b in zip(x, y)])


def covariance(x, y, /):
    _check_pair("covariance", x, y)
    return _products(x, y) / (len(x) - 1)


def correlation(x, y, /):
    _check_pair("correlation", x, y)
    try:
        return _products(x, y) / sqrt(_products(x, x) * _products(y, y))
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")


def linear_regression(x, y, /, *, proportional=False):
    _check_pair("linear regression", x, y)
    if proportional:
        together = fsum([a * b for a, b in zip(x, y)])
        alone = fsum([a * a for a in x])
    else:
        together = _products(x, y)
        alone = _products(x, x)
    try:
        slope = together / alone
    except ZeroDivisionError:
        raise StatisticsError("x is constant")
    intercept = 0.0 if proportional else fsum(y) / len(y) - slope * (fsum(x) / len(x))
    return LinearRegression(slope=slope, intercept=intercept)
