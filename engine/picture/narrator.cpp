// The parts that sentences are made of.
#include "engine/picture/narrator.h"

#include <map>

#include "engine/picture/thing_story.h"
#include "engine/picture/wait_words.h"

namespace grove {

namespace {

constexpr int kMaxGroupDepth = 3;
constexpr std::size_t kMaxGroupTypes = 3;
constexpr std::size_t kMaxMessageBytes = 80;

// Two decimals at least, more where the time has more: "0.27".
std::string short_time(SimTime time) {
  std::string text = format_time(time);
  const std::size_t dot = text.find('.');
  if (dot != std::string::npos && text.size() == dot + 4 && text.back() == '0') text.pop_back();
  return text;
}

std::string group_words(const RecordIndex& index, std::string_view type,
                        const std::vector<ExceptionInfo>& members, int depth);

std::string member_words(const RecordIndex& index, const ExceptionInfo& member, int depth) {
  const std::vector<ExceptionInfo>* inner = &member.members;
  // A member that was raised by itself has its own event with its members.
  if (inner->empty() && member.exception) {
    inner = &index.record().members(index.exception(member.exception).members);
  }
  return group_words(index, member.type, *inner, depth);
}

std::string group_words(const RecordIndex& index, std::string_view type,
                        const std::vector<ExceptionInfo>& members, int depth) {
  if (members.empty()) return std::string(type);
  if (depth == kMaxGroupDepth) return std::string(type) + "[…]";
  // In the group's order; equal ones are counted.
  std::vector<std::pair<std::string, int>> counted;
  std::map<std::string, std::size_t> places;
  for (const ExceptionInfo& member : members) {
    std::string words = member_words(index, member, depth + 1);
    const auto [place, is_new] = places.try_emplace(std::move(words), counted.size());
    if (is_new) counted.emplace_back(place->first, 0);
    ++counted[place->second].second;
  }
  std::string out = std::string(type) + "[";
  for (std::size_t i = 0; i < counted.size(); ++i) {
    if (i > 0) out += ", ";
    if (i == kMaxGroupTypes) return out + "…]";
    out += counted[i].first;
    if (counted[i].second > 1) out += " ×" + std::to_string(counted[i].second);
  }
  return out + "]";
}

// The first line of a text, cut to what a sentence can bear, between characters.
std::string excerpt(std::string_view text) {
  const std::size_t end = text.find('\n');
  std::string out(text.substr(0, end));
  bool cut = end != std::string_view::npos;
  if (out.size() > kMaxMessageBytes) {
    std::size_t size = kMaxMessageBytes;
    while (size > 0 && (static_cast<unsigned char>(out[size]) & 0xC0) == 0x80) --size;
    out.resize(size);
    cut = true;
  }
  return cut ? out + "…" : out;
}

}  // namespace

std::string exception_words(const RecordIndex& index, ExceptionId id) {
  const IndexedException& exception = index.exception(id);
  const std::string_view type = index.record().text(exception.type);
  if (type.empty()) return "an exception";
  return group_words(index, type, index.record().members(exception.members), 0);
}

Words Narrator::tell() {
  Words of_thing = describe_thing(index_, event_);
  if (!of_thing.empty()) return of_thing;
  visit_event(event(), [this](const auto& e) { about(e); });
  return std::move(words_);
}

Narrator& Narrator::span(WordSpan::Style style, std::string text, int32_t id) {
  words_.push_back(WordSpan{std::move(text), style, id});
  return *this;
}

Narrator& Narrator::say(std::string_view text) {
  if (!words_.empty() && words_.back().style == WordSpan::Style::kPlain) {
    words_.back().text += text;
    return *this;
  }
  return span(WordSpan::Style::kPlain, std::string(text), -1);
}

Narrator& Narrator::task(TaskId id) {
  if (!id) return say("the run");
  return span(WordSpan::Style::kTask, std::string(record().text(index_.task(id).label)), id.value);
}

Narrator& Narrator::time(SimTime time) {
  return span(WordSpan::Style::kTime, short_time(time), -1);
}

Narrator& Narrator::line(int32_t line) {
  return span(WordSpan::Style::kLine, "line " + std::to_string(line), line);
}

Narrator& Narrator::at_line(int32_t number) {
  if (number <= 0) return *this;
  return say(" at ").line(number);
}

Narrator& Narrator::owner(TaskId id, TaskId speaker) {
  if (id == speaker) return say("its");
  return task(id).say("'s");
}

Narrator& Narrator::nursery(NurseryId id, TaskId speaker) {
  const IndexedNursery& facts = index_.nursery(id);
  owner(facts.task, speaker).say(" ");
  return span(WordSpan::Style::kNursery, "nursery", id.value).at_line(facts.line);
}

Narrator& Narrator::scope(ScopeId id, TaskId speaker) {
  const IndexedScope& facts = index_.scope(id);
  if (facts.nursery) return nursery(facts.nursery, speaker);
  owner(facts.task, speaker).say(" ");
  return span(WordSpan::Style::kScope, std::string(word_of(facts.how)), id.value)
      .at_line(facts.line);
}

Narrator& Narrator::object(ObjectId id, std::string_view otherwise) {
  const IndexedObject& facts = index_.object(id);
  const std::string_view type = index_.type_at(id, event_);
  if (!id || type.empty()) return say(otherwise);
  const std::string_view address = address_in(type);
  if (!address.empty()) return span(WordSpan::Style::kObject, std::string(address), id.value);
  say("the ").span(WordSpan::Style::kObject, std::string(type), id.value);
  return facts.line > 0 ? say(" of ").line(facts.line) : *this;
}

Narrator& Narrator::exception(ExceptionId id) {
  if (!id) return say("an exception");
  return span(WordSpan::Style::kException, exception_words(index_, id), id.value);
}

Narrator& Narrator::message(Text text) {
  const std::string shown = excerpt(record().text(text));
  return shown.empty() ? *this : say(": " + shown);
}

std::string plain_text(const Words& words) {
  std::string text;
  for (const WordSpan& word : words) text += word.text;
  return text;
}

}  // namespace grove
