#include "engine/picture/divergence.h"

#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/picture/explain.h"

namespace grove {

namespace {

bool is_compared(const Event& event) {
  return role_of(event.kind()) == EventRole::kStepEvent || event.kind() == EventKind::kDrew;
}

// What is compared of a record, one after the other.
class Told {
 public:
  explicit Told(const RecordIndex& index) : index_(index) { settle(); }

  bool over() const { return at_ == index_.size(); }
  EventId event() const { return over() ? EventId{} : EventId{static_cast<int32_t>(at_)}; }
  SimTime time() const { return index_.record().at(at_).t; }
  EventKind kind() const { return index_.record().at(at_).kind(); }
  Words words() const { return describe(index_, event()); }
  std::vector<std::string_view> texts() const {
    std::vector<std::string_view> all;
    visit_event(index_.record().at(at_), [&](const auto& own) {
      for_each_field(own, [&](const char*, const auto& field, FieldRule) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field)>, Text>) {
          all.push_back(index_.record().text(field));
        }
      });
    });
    return all;
  }
  void next() {
    ++at_;
    settle();
  }

  // The text of a line of the program, without its indentation; empty for none.
  std::string_view source(int32_t line) const {
    const std::vector<std::string>& program = index_.record().header.program;
    if (line < 1 || static_cast<std::size_t>(line) > program.size()) return {};
    const std::string_view text = program[static_cast<std::size_t>(line) - 1];
    return text.substr(std::min(text.find_first_not_of(' '), text.size()));
  }

 private:
  void settle() {
    while (!over() && !is_compared(index_.record().at(at_))) ++at_;
  }

  const RecordIndex& index_;
  std::size_t at_ = 0;
};

// Sentences cut long texts short; the event has them whole.
bool same_texts(const Told& a, const Told& b) {
  const std::vector<std::string_view> these = a.texts(), those = b.texts();
  return these == those;
}

bool same_words(const Told& a, const Told& b) {
  const Words these = a.words(), those = b.words();
  return std::equal(these.begin(), these.end(), those.begin(), those.end(),
                    [&](const WordSpan& x, const WordSpan& y) {
                      if (x.style != y.style) return false;
                      return x.style == WordSpan::Style::kLine ? a.source(x.id) == b.source(y.id)
                                                               : x.text == y.text;
                    });
}

}  // namespace

Divergence first_divergence(const RecordIndex& a, const RecordIndex& b) {
  Told these(a), those(b);
  Divergence found;
  while (!these.over() && !those.over()) {
    if (these.kind() != those.kind() || these.time() != those.time()) break;
    if (!same_texts(these, those) || !same_words(these, those)) break;
    ++found.agreed;
    found.agreed_until = these.time();
    these.next();
    those.next();
  }
  found.a = these.event();
  found.b = those.event();
  return found;
}

}  // namespace grove
