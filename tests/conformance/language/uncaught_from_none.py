try:
    {}["missing"]
except KeyError as e:
    raise ValueError("clean") from None
