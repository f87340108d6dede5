class Http(Exception):
    def __init__(self, code):
        self.code = code
    def __str__(self):
        return f"status {self.code}"
raise Http(404)
