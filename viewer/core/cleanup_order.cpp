#include "viewer/core/cleanup_order.h"

namespace grove {

void CleanupOrder::update(const Session& session, std::size_t position) {
  const Record& record = session.record();
  const std::vector<std::string>& program = record.header.program;
  if (record_ != &record || lines_ != program.size()) {
    record_ = &record;
    lines_ = program.size();
    blocks_ = finally_blocks(program);
  } else if (position_ == position) {
    return;
  }
  position_ = position;
  cleanups_ = cleanups_of(blocks_, session.recording().names(), position);
}

int CleanupOrder::number_of(TaskId task) const {
  for (auto cleanup = cleanups_.rbegin(); cleanup != cleanups_.rend(); ++cleanup) {
    if (cleanup->task == task) return cleanup->number;
  }
  return 0;
}

}  // namespace grove
