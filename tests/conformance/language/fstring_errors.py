for make in (lambda: f"{1:s}", lambda: f"{'a':d}", lambda: f"{[]:5}", lambda: f"{1.5:x}", lambda: f"{None:3}", lambda: f"{1:.2d}", lambda: f"{undefined}", lambda: f"{1/0}"):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)
