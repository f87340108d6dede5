def kind(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10: return "small"
    else:
        return "big"
print([kind(n) for n in (-5, 0, 3, 99)])
if []: print("no")
elif "": print("no")
elif 0.0: print("no")
else: print("nothing is true")
