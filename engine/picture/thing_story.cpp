#include "engine/picture/thing_story.h"

#include <algorithm>

#include "engine/picture/things.h"
#include "engine/picture/wait_words.h"

namespace grove {

namespace {

constexpr std::size_t kNamed = 3;

class Teller {
 public:
  Teller(const RecordIndex& index, EventId event)
      : log_(index.things()), index_(index), record_(index.record()), event_(event) {}

  Words tell() {
    const Event& event = record_[event_];
    if (const auto* blocked = event.get_if<TaskBlocked>()) {
      waits(*blocked);
    } else if (const auto* changed = event.get_if<ObjectChanged>()) {
      changes(*changed);
    }
    return std::move(words_);
  }

 private:
  Teller& say(std::string text) {
    if (!words_.empty() && words_.back().style == WordSpan::Style::kPlain) {
      words_.back().text += text;
    } else {
      words_.push_back({std::move(text), WordSpan::Style::kPlain, -1});
    }
    return *this;
  }
  Teller& task(TaskId id) {
    words_.push_back(
        {std::string(record_.text(index_.task(id).label)), WordSpan::Style::kTask, id.value});
    return *this;
  }
  Teller& tasks(const std::vector<TaskId>& all) {
    const std::size_t named = all.size() > kNamed ? kNamed : all.size();
    for (std::size_t i = 0; i < named; ++i) {
      if (i > 0) say(i + 1 == all.size() ? " and " : ", ");
      task(all[i]);
    }
    if (named < all.size()) say(" and " + std::to_string(all.size() - named) + " more");
    return *this;
  }
  Teller& line(int32_t number) {
    if (number <= 0 || number == thing_->line) return *this;
    say(" at ");
    words_.push_back({"line " + std::to_string(number), WordSpan::Style::kLine, number});
    return *this;
  }
  // "failed[1]", "the Lock of line 3".
  Teller& thing() {
    Thing shown;
    shown.kind = thing_->kind;
    const int32_t id = thing_->id.value;
    if (!thing_->name.empty()) {
      words_.push_back({thing_->name, WordSpan::Style::kObject, id});
      return *this;
    }
    say("the ");
    words_.push_back({shown.title(), WordSpan::Style::kObject, id});
    if (thing_->line <= 0) return *this;
    say(" of ");
    words_.push_back(
        {"line " + std::to_string(thing_->line), WordSpan::Style::kLine, thing_->line});
    return *this;
  }
  // "X wakes", after `lead`; nothing if nobody does.
  Teller& woken(const char* lead, const char* one, const char* many) {
    if (change_->woken.empty()) return *this;
    return say(lead).tasks(change_->woken).say(change_->woken.size() == 1 ? one : many);
  }

  void waits(const TaskBlocked& e) {
    thing_ = log_.of(e.object);
    if (thing_ == nullptr || thing_->hidden || thing_->name.empty()) return;
    if (e.until.time != kNever) return;
    task(e.task).say(" waits for ").say(std::string(wait_words(e.on).leads)).thing();
  }

  void changes(const ObjectChanged& e) {
    thing_ = log_.of(e.object);
    if (thing_ == nullptr || thing_->hidden) return;
    // A callback of the loop is nobody's, and may give a future its result.
    if (!e.task && thing_->kind != ThingKind::kFuture) return;
    const auto change = std::lower_bound(
        thing_->changes.begin(), thing_->changes.end(), event_,
        [](const ThingChange& known, EventId event) { return known.event < event; });
    if (change == thing_->changes.end() || change->event != event_) return;
    change_ = &*change;
    op_ = record_.text(e.op);
    const std::string item = message_of(record_, event_);
    switch (thing_->kind) {
      case ThingKind::kChannel:
      case ThingKind::kQueue:
        return passes(e, item.empty() ? "a message" : item);
      case ThingKind::kEvent:
        return rings(e);
      case ThingKind::kLock:
      case ThingKind::kCondition:
      case ThingKind::kSemaphore:
      case ThingKind::kLimiter:
        return holds(e);
      case ThingKind::kFuture:
        return settles(e);
      default:
        return;
    }
  }

  void passes(const ObjectChanged& e, const std::string& item) {
    const bool channel = thing_->kind == ThingKind::kChannel;
    if (op_ == "send" && !change_->woken.empty()) {
      task(e.task).say(" hands " + item + " to ").tasks(change_->woken).line(e.line);
    } else if (op_ == "send") {
      task(e.task).say(" sends " + item).line(e.line).say(", and nobody takes it yet");
    } else if (op_ == "put") {
      task(e.task).say(" puts " + item + " into ").thing().line(e.line);
      woken(", which wakes ", "", "");
    } else if (op_ == "receive" || op_ == "get") {
      task(e.task).say((channel ? " receives " : " gets ") + item);
      if (!channel) say(" from ").thing();
      line(e.line);
      woken(", so that ", channel ? " has sent" : " has room",
            channel ? " have sent" : " have room");
    } else if (op_ == "close") {
      task(e.task).say(" closes an end of ").thing().line(e.line);
      woken(", which wakes ", "", "");
    }
  }

  void rings(const ObjectChanged& e) {
    if (op_ != "set" && op_ != "clear") return;
    task(e.task).say(op_ == "set" ? " sets " : " clears ").thing().line(e.line);
    woken(": ", " wakes", " wake");
    if (op_ == "set" && change_->woken.empty()) say(", and nobody waits for it");
  }

  void settles(const ObjectChanged& e) {
    if (op_ != "set_result" && op_ != "set_exception") return;
    const char* const what = op_ == "set_result" ? " its result" : " an exception";
    if (e.task) {
      task(e.task).say(" gives ").thing().say(what);
    } else {
      thing().say(" has").say(what);
    }
    line(e.line).woken(": ", " wakes", " wake");
  }

  void holds(const ObjectChanged& e) {
    const bool whole = thing_->kind == ThingKind::kLock || thing_->kind == ThingKind::kCondition;
    if (op_ == "acquire") {
      task(e.task).say(whole ? " takes " : " takes one of ").thing().line(e.line);
    } else if (op_ == "release") {
      task(e.task).say(whole ? " gives up " : " gives back one of ").thing().line(e.line);
      const bool later = record_.header.dialect == RecordDialect::kAsyncio;
      woken(": ", later ? " is next" : " has it now", later ? " are next" : " have it now");
    } else if (op_ == "notify" || op_ == "notify_all") {
      task(e.task).say(" notifies ").thing().line(e.line);
      woken(": ", " wakes", " wake");
    }
  }

  const ThingLog& log_;
  const RecordIndex& index_;
  const Record& record_;
  const EventId event_;
  const ThingHistory* thing_ = nullptr;
  const ThingChange* change_ = nullptr;
  std::string_view op_;
  Words words_;
};

}  // namespace

Words describe_thing(const RecordIndex& index, EventId event) {
  return Teller(index, event).tell();
}

}  // namespace grove
