try:
    {}["missing"]
except KeyError as e:
    raise ValueError("no such thing") from e
