// Sentences about the network: what becomes of sockets, what travels, and what changes outside.
#include <fmt/format.h>

#include "engine/picture/narrator.h"
#include "engine/picture/wait_words.h"

namespace grove {

namespace {

// "12 bytes", "the end", "a wish to connect".
std::string packet_words(std::string_view what, int32_t bytes) {
  if (what == "bytes") return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
  if (what == "connect") return "a wish to connect";
  return what == "end" ? "the end" : "a reset";
}

// What is said of a socket on which a task does this: before its address, and behind it.
struct Doing {
  std::string_view op, words, behind;
};
constexpr Doing kDoings[] = {
    {"bind", " takes the address ", ""},        {"listen", " listens at ", ""},
    {"connect", " wants a connection to ", ""}, {"accept", " accepts the connection from ", ""},
    {"send_eof", " says the end to ", ""},      {"close", " closes its connection to ", ""},
};
// What the network does to it.
constexpr Doing kEvents[] = {
    {"connected", "", " has answered: the connection stands"},
    {"refused", "", " refuses the connection"},
    {"unreachable", "no way leads to ", ""},
    {"timed out", "", " has not answered, and the system gives up"},
    {"end", "", " sends no more"},
    {"reset", "", " has broken the connection off"},
};

template <std::size_t kCount>
const Doing* find(const Doing (&all)[kCount], std::string_view op) {
  for (const Doing& each : all) {
    if (each.op == op) return &each;
  }
  return nullptr;
}

std::string_view outcome_words(NetworkOutcome outcome) {
  switch (outcome) {
    case NetworkOutcome::kHang:
      return " answers no more";
    case NetworkOutcome::kRefused:
      return " refuses from now on";
    case NetworkOutcome::kUnreachable:
      return " can be reached no more";
    case NetworkOutcome::kReset:
      return " breaks off all connections";
    case NetworkOutcome::kOk:
      return " answers again";
  }
  ENSURE(false, "an outcome has no words");
}

}  // namespace

// False if it is no socket, or nothing that is known here.
bool Narrator::network_words(const ObjectChanged& e) {
  const std::string_view type = record().text(e.type), op = record().text(e.op);
  const std::string_view address = address_in(type);
  if (address.empty()) {
    if (type != "socket" || op != "close" || !e.task) return false;
    task(e.task).say(" closes ");
    object(e.object, "a socket").at_line(e.line);
    return true;
  }
  const auto name = [&] { span(WordSpan::Style::kObject, std::string(address), e.object.value); };
  if (const Doing* happens = find(kEvents, op)) {
    say(happens->words);
    name();
    say(happens->behind);
    return true;
  }
  const Doing* does = find(kDoings, op);
  if (does == nullptr || !e.task) return false;
  const bool listener = type[0] == 'l';
  task(e.task).say(op == "close" && listener ? " listens no more at " : does->words);
  name();
  at_line(e.line);
  return true;
}

void Narrator::network_words(const Intervention& act) {
  say(act.target.empty() ? "every address outside" : act.target);
  if (act.outcome) say(outcome_words(*act.outcome));
  if (act.outcome && act.latency) say(", and");
  if (act.latency) say(fmt::format(" takes {} s each way", exact_seconds(*act.latency)));
}

void Narrator::about(const PacketSent& e) {
  const std::string_view what = record().text(e.what);
  say(packet_words(what, e.bytes)).say(what == "bytes" && e.bytes != 1 ? " set out" : " sets out");
  say(" from ").say(record().text(e.from)).say(" to ").say(record().text(e.to));
  if (e.arrives.time == kNever) {
    say(", and never arrives");
  } else if (e.arrives.time != event().t) {
    say(", to arrive at ").time(e.arrives.time);
  }
}

void Narrator::about(const PacketArrived& e) {
  const std::string_view what = record().text(e.what);
  say(packet_words(what, e.bytes)).say(what == "bytes" && e.bytes != 1 ? " arrive" : " arrives");
  say(" from ").say(record().text(e.from)).say(" at ").say(record().text(e.to));
}

void Narrator::about(const PacketHeld& e) {
  const std::string_view what = record().text(e.what);
  say(packet_words(what, e.bytes)).say(what == "bytes" && e.bytes != 1 ? " get" : " gets");
  say(" no further on the way to ").say(record().text(e.to));
}

}  // namespace grove
