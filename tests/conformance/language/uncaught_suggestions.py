class E(Exception):
    status = 1
value = 3
try:
    print(valeu)
except NameError as e:
    print(e)
print(E().statos)
