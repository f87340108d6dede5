print(print("x"))
x = print
x("again")
print([print(1), print(2)])
