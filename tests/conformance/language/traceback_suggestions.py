# Did you mean: for names, attributes and built-ins.
class Wheel(Exception):
    spokes = 5

    


def local_names():
    counter = 1
    return cuonter


errors = []
for attempt in (
    local_names,
    lambda: prnt(1),
    lambda: Wheel.spoeks,
    lambda: Wheel("x").spoke,
    lambda: errros,
    lambda: [].apend(1),
    lambda: "x".uper(),
    lambda: {}.itmes(),
    lambda: nothing_like_it_at_all,
    lambda: Valueerror("x"),
    lambda: ValueError("x").arg,
    lambda: zzz,
):
    try:
        attempt()
    except Exception as e:
        errors.append(e)
raise ExceptionGroup("all", errors)
