for v in (iter([]), iter(()), iter(""), iter("é"), iter({}), iter({}.values()), iter({}.items()), iter(set()), iter(range(1)), enumerate([]), zip(), reversed([]), reversed(()), reversed({}), {}.keys(), {}.values(), {}.items()):
    print(type(v).__name__, type(v))
print(isinstance(zip(), zip), isinstance(iter([]), zip), type(enumerate([])) is enumerate, isinstance(reversed([1]), reversed))
