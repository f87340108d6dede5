#include "engine/picture/wait_words.h"

namespace grove {

WaitWords wait_words(WaitKind kind) {
  switch (kind) {
    case WaitKind::kSleep:
    case WaitKind::kForever:
      return {"its time", "", "its time"};
    case WaitKind::kNursery:
      return {"its tasks", "", "its tasks"};
    case WaitKind::kTask:
      return {"a task", "", "a task"};
    case WaitKind::kStart:
      return {"started()", "started() of ", "a task"};
    case WaitKind::kEvent:
      return {"event", "", "an event"};
    case WaitKind::kLock:
      return {"lock", "", "a lock"};
    case WaitKind::kSemaphore:
      return {"semaphore", "", "a semaphore"};
    case WaitKind::kLimiter:
      return {"limiter", "", "a limiter"};
    case WaitKind::kCondition:
      return {"condition", "", "a condition"};
    case WaitKind::kChannelSend:
      return {"room to send", "room to send on ", "a channel"};
    case WaitKind::kChannelReceive:
      return {"a message", "a message from ", "a channel"};
    case WaitKind::kThread:
      return {"thread", "", "its thread"};
    case WaitKind::kIo:
      return {"the network", "", "the network"};
    case WaitKind::kConnect:
      return {"an answer", "an answer from ", "an answer from outside"};
    case WaitKind::kAccept:
      return {"a connection", "a connection at ", "a connection"};
    case WaitKind::kReceive:
      return {"bytes", "bytes from ", "bytes from outside"};
    case WaitKind::kSend:
      return {"room to send", "room to send to ", "the other side to read"};
    case WaitKind::kParkingLot:
      return {"an unpark()", "an unpark() of ", "a parking lot"};
    case WaitKind::kIdle:
      return {"all to block", "", "all others to block"};
    case WaitKind::kReschedule:
      return {"a reschedule()", "", "a reschedule()"};
    case WaitKind::kGather:
      return {"gather", "", "a gather"};
    case WaitKind::kFuture:
      return {"future", "", "a future"};
    case WaitKind::kQueueGet:
      return {"an item", "an item from ", "a queue"};
    case WaitKind::kQueuePut:
      return {"room", "room in ", "a queue"};
    case WaitKind::kBarrier:
      return {"barrier", "", "a barrier"};
    case WaitKind::kTimeout:
      return {"a timeout", "", "a timeout"};
  }
  return {"something", "", "something"};
}

std::string with_name(const WaitWords& words, std::string_view name) {
  std::string text(words.leads.empty() ? words.thing : words.leads);
  if (words.leads.empty()) text += " ";
  return text.append(name);
}

std::string_view address_in(std::string_view type) {
  for (const std::string_view lead : {"connection to ", "connection from ", "listener at "}) {
    if (type.substr(0, lead.size()) == lead) return type.substr(lead.size());
  }
  return {};
}

}  // namespace grove
