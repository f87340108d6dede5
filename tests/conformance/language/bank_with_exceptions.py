class BankError(Exception):
    """What a bank says."""
class Insufficient(BankError):
    def __init__(self, need, have):
        super().__init__(f"need {need}, have {have}")
        self.missing = need - have
accounts = {"a": 10, "b": 0}
def move(src, dst, amount):
    if amount <= 0:
        raise ValueError("amount must be positive")
    if accounts[src] < amount:
        raise Insufficient(amount, accounts[src])
    accounts[src] -= amount
    accounts[dst] += amount
for args in (("a", "b", 4), ("a", "b", 40), ("a", "b", -1), ("x", "b", 1)):
    try:
        move(*args)
    except BankError as e:
        print(type(e).__name__, e, e.missing)
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)
    finally:
        print(accounts)
