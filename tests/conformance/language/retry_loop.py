attempts = 0
def flaky():
    global attempts
    attempts += 1
    if attempts < 3:
        raise ConnectionError(f"attempt {attempts}")
    return "ok"
for _ in range(5):
    try:
        result = flaky()
    except ConnectionError as e:
        print("retry:", e)
    else:
        print(result)
        break
else:
    print("gave up")
