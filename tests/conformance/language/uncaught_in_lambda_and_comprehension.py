f = lambda x: 1 / x
values = [f(x) for x in (1, 0)]
