def flatten(x):
    out = []
    for v in x:
        if isinstance(v, list):
            out.extend(flatten(v))
        else:
            out.append(v)
    return out
def depth(x):
    return 1 + max([depth(v) for v in x], default=0) if isinstance(x, list) else 0
print(flatten([1, [2, [3, [4]], 5], []]), depth([1, [2, [3]]]), depth([]))
