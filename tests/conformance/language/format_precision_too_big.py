for spec in (".99999999999999999999d", ".3000000000d", ".3000000000f", ".3000000000", ".3000000000s", ".3000000000n", ".3000000000%", "9999999999999999999999"):
    for value in (3, 3.5, "a", True):
        try:
            print(spec, repr(value), format(value, spec))
        except ValueError as e:
            print(spec, repr(value), e)
