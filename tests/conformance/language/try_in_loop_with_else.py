results = []
for text in ("1", "x", "3", ""):
    try:
        value = int(text)
    except ValueError:
        results.append(None)
        continue
    else:
        results.append(value)
    finally:
        results.append("|")
print(results)
