for n in range(6):
    print("fizz" if n % 3 == 0 else "two" if n % 2 == 0 else n, end=" ")
print()
