grid = ["#..", ".#.", "..#"]
for y, row in enumerate(grid):
    for x, cell in enumerate(row):
        if cell == "#":
            print((x, y), end=" ")
print()
print(["".join(col) for col in zip(*grid)], [row[::-1] for row in grid], sum([row.count("#") for row in grid]))
