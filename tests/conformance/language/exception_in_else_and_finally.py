def f(where):
    try:
        try:
            if where == "try": raise ValueError("try")
        except ValueError:
            if where == "try": raise KeyError("handler")
        else:
            if where == "else": raise IndexError("else")
        finally:
            if where == "finally": raise TypeError("finally")
    except Exception as e:
        return type(e).__name__, repr(e.__context__)
    return "fine"
print([f(w) for w in ("try", "else", "finally", "none")])
