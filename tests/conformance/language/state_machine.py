state, log = "idle", []
for event in ("start", "pause", "start", "stop", "bogus"):
    moves = {("idle", "start"): "running", ("running", "pause"): "paused", ("paused", "start"): "running", ("running", "stop"): "idle"}
    new = moves.get((state, event))
    log.append(f"{state}--{event}-->{new or 'refused'}")
    state = new or state
print("\n".join(log))
