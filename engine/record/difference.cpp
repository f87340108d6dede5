#include "engine/record/difference.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "engine/record/interventions.h"

namespace grove {

namespace {

bool same_info(const ExceptionInfo& a, const ExceptionInfo& b) {
  return a.exception == b.exception && a.type == b.type && a.message == b.message &&
         std::equal(a.members.begin(), a.members.end(), b.members.begin(), b.members.end(),
                    same_info);
}

// Fields that name things in a record's own tables are compared by what they name.
class SameField {
 public:
  SameField(const Record& a, const Record& b) : a_(a), b_(b) {}

  bool operator()(Text x, Text y) const {
    return static_cast<bool>(x) == static_cast<bool>(y) && a_.text(x) == b_.text(y);
  }
  bool operator()(RawJson x, RawJson y) const { return a_.json(x) == b_.json(y); }
  bool operator()(InputId x, InputId y) const {
    return input_json(a_.input(x)) == input_json(b_.input(y));
  }
  bool operator()(Members x, Members y) const {
    const auto &these = a_.members(x), &those = b_.members(y);
    return std::equal(these.begin(), these.end(), those.begin(), those.end(), same_info);
  }
  bool operator()(FinalException x, FinalException y) const { return (*this)(x.info, y.info); }
  bool operator()(Deadline x, Deadline y) const { return x.time == y.time; }
  bool operator()(Until x, Until y) const { return x.time == y.time; }
  template <class T>
  bool operator()(const T& x, const T& y) const {
    return x == y;
  }

 private:
  const Record& a_;
  const Record& b_;
};

template <class Payload>
bool same_payload(const Record& a, const Payload& x, const Record& b, const Payload& y) {
  const SameField same(a, b);
  bool all = true;
  for_each_field(x, [&](const char*, const auto& field, FieldRule) {
    // The same field of the other struct, which the list of fields has no name for.
    using Field = std::remove_cvref_t<decltype(field)>;
    const auto offset =
        reinterpret_cast<const std::byte*>(&field) - reinterpret_cast<const std::byte*>(&x);
    Field other;
    std::memcpy(&other, reinterpret_cast<const std::byte*>(&y) + offset, sizeof other);
    all = all && same(field, other);
  });
  return all;
}

}  // namespace

bool same_event(const Record& a, const Event& x, const Record& b, const Event& y) {
  if (x.kind() != y.kind() || x.t != y.t || x.cause != y.cause) return false;
  return visit_event(x, [&](const auto& payload) {
    using Payload = std::remove_cvref_t<decltype(payload)>;
    return same_payload(a, payload, b, y.get<Payload>());
  });
}

void RecordDifference::advance(const Record& a, const Record& b, bool complete) {
  if (settled_) return;
  const std::size_t common = std::min(a.size(), b.size());
  while (position_ < common && same_event(a, a.at(position_), b, b.at(position_))) ++position_;
  found_ = position_ < common || (complete && a.size() != b.size());
  settled_ = found_ || complete;
}

}  // namespace grove
