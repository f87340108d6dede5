total, running = 0, []
for n in [3, 1, 4, 1, 5]:
    total += n
    running.append(total)
print(running, [a * b for a, b in zip(running, running[1:])], [running[i:i + 2] for i in range(0, len(running), 2)])
