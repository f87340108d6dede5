moves = []
def move(n, a, b, c):
    if n:
        move(n - 1, a, c, b)
        moves.append(a + c)
        move(n - 1, b, a, c)
move(4, "A", "B", "C")
print(len(moves), moves[:5], moves[-1])
