#include "engine/record/record_copier.h"

#include <algorithm>

namespace grove {

void RecordCopier::copy(std::size_t events, Record* to) {
  if (to->size() == 0) to->header = from_.header;
  for (std::size_t i = to->size(); i < std::min(events, from_.size()); ++i) {
    const Event& event = from_.at(i);
    visit_event(event, [&](auto payload) {
      take_texts(&payload, to, [](std::vector<ExceptionInfo>*) {});
      to->append(event.t, event.cause, payload);
    });
  }
}

}  // namespace grove
