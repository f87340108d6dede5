print(dict([(1, [2]), ((3,), {4: 5})]), dict(a=[1], b=dict(c=2)), {**dict(x=1)}, dict({}, y=2))
