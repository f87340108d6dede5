try:
    try:
        raise ValueError(1)
    except 3:
        pass
except TypeError as e:
    print(e)
try:
    try:
        raise ValueError(1)
    except (KeyError, "x"):
        pass
except TypeError as e:
    print(e)
try:
    raise ValueError(2)
except tuple([KeyError, ValueError]) as e:
    print("caught", e)
