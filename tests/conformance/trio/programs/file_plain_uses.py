# rules: F8
import json
import os

import trio


async def main():
    with open("config.json") as file:
        config = json.load(file)
    print(config["name"], config["sizes"])
    config["sizes"].append(4)
    with open("out.json", "w") as file:
        json.dump(config, file)
    with open("out.json") as file:
        print(file.read())
    with open("table.csv") as file:
        rows = [line.rstrip("\n").split(",") for line in file]
    print(rows)
    print(sum(int(row[1]) for row in rows[1:]))
    with open("table.csv", "rb") as file:
        print(file.read(4), file.tell(), file.readline())
    with open("report.txt", "w") as file:
        print("total", 7, file=file)
        print("lines", len(rows), sep="=", file=file)
    print(open("report.txt").read().splitlines(), os.path.exists("nothing"))
    print(sorted(os.listdir()), os.path.getsize("table.csv"))
    try:
        file.write("more")
    except ValueError as exc:
        print(exc)
    os.remove("report.txt")
    print(os.path.isfile("report.txt"), os.path.join("a", "b.txt"), os.path.splitext("a/b.txt"))


trio.run(main)
