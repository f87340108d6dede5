x = 3
name = "n"
print(f"{x=}", f"{x = }", f"{x=:4}|", f"{x=!s}", f"{name=}", f"{name=!s}", f"{x + 1=}", f"{ x  *  2 = }", f"{name=:>5}|")
