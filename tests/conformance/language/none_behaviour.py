print(None, [None], None is None, None == 0, None == None, bool(None), str(None), repr(None), {None: 1}, None in [None], f"{None}", None or "d")
for bad in (lambda: None + 1, lambda: None < 1, lambda: None(), lambda: None[0], lambda: len(None), lambda: None.x, lambda: iter(None), lambda: int(None)):
    try:
        bad()
    except (TypeError, AttributeError) as e:
        print(e)
