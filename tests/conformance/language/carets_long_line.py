def f(first, second, third): return first
value = f(1, 2, 3) + f("text", [1, 2, 3], {"a": 1}) + f(None, None, None)  # a comment behind
