class Retry(Exception):
    limit = 3
    tries = 0
    def again(self):
        self.tries += 1
        return self.tries < self.limit
    def reset(self, to=0):
        self.tries = to
        return self
e = Retry()
print(e.again(), e.again(), e.again(), e.tries, Retry.tries, Retry.limit)
print(e.reset().tries, e.reset(to=5).tries, Retry.again(e))
