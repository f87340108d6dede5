for error in (FileNotFoundError("f"), PermissionError("p"), TimeoutError("t"), ConnectionResetError("c"), OSError("o")):
    try:
        raise error
    except FileNotFoundError:
        print("missing")
    except ConnectionError as e:
        print("connection", e)
    except OSError as e:
        print("os", type(e).__name__, e)
