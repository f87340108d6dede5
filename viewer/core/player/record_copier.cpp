#include "viewer/core/player/record_copier.h"

#include <algorithm>

namespace grove {

// Fields that name things in a record's own tables name them in the other one's then.
class RecordCopier::Fields {
 public:
  Fields(RecordCopier* copier, Record* to) : copier_(*copier), to_(*to) {}

  void operator()(Text& text) const {
    if (!text) return;
    const auto [known, added] = copier_.texts_.try_emplace(text.value);
    if (added) known->second = to_.add_text(copier_.from_.text(text));
    text = known->second;
  }
  void operator()(RawJson& json) const {
    if (json) json = to_.add_json(copier_.from_.json(json));
  }
  void operator()(InputId& input) const {
    if (input) input = to_.add_input(copier_.from_.input(input));
  }
  void operator()(Members& members) const {
    if (members) members = to_.add_members(copier_.from_.members(members));
  }
  void operator()(FinalException& exception) const { (*this)(exception.info); }
  template <class T>
  void operator()(T&) const {}

 private:
  RecordCopier& copier_;
  Record& to_;
};

void RecordCopier::copy(std::size_t events, Record* to) {
  if (to->size() == 0) to->header = from_.header;
  const Fields fields(this, to);
  for (std::size_t i = to->size(); i < std::min(events, from_.size()); ++i) {
    const Event& event = from_.at(i);
    visit_event(event, [&](auto payload) {
      for_each_field(payload, [&](const char*, auto& field, FieldRule) { fields(field); });
      to->append(event.t, event.cause, payload);
    });
  }
}

}  // namespace grove
