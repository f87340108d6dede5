größe = {"länge": 1}
print("日本", größe["breite"])
