try:
    1 / 0
except ZeroDivisionError as z:
    raise ExceptionGroup("g", [ValueError("a"), TypeError("b")]) from z
