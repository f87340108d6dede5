def run(action):
    try:
        print("try")
        action()
    except ValueError as e:
        print("except", e)
    else:
        print("else")
    finally:
        print("finally")
run(lambda: None)
run(lambda: int("x"))
try:
    run(lambda: 1 / 0)
except ZeroDivisionError as e:
    print("outside", e)
