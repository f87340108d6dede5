def f():
    try:
        try:
            try:
                raise ValueError(1)
            finally:
                print("a")
        finally:
            print("b")
            raise KeyError(2)
    except KeyError as e:
        print(repr(e), repr(e.__context__))
    finally:
        print("c")
f()
