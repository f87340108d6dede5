def validate(d):
    errors = []
    for key, kind in (("name", str), ("age", int)):
        try:
            if not isinstance(d[key], kind):
                raise TypeError(f"{key} must be {kind.__name__}")
        except (KeyError, TypeError) as e:
            errors.append(e)
    if errors:
        raise ExceptionGroup("invalid", errors)
    return "valid"
for d in ({"name": "x", "age": 3}, {"name": 1}, {}):
    try:
        print(validate(d))
    except* KeyError as g:
        print("missing", [e.args[0] for e in g.exceptions])
    except* TypeError as g:
        print("types", [str(e) for e in g.exceptions])
