// CleanupOrder: the cleanups of the moment that is shown (cleanups.h), computed again only where
// that has changed.
//
//   order.update(session, session.model().position());
//   for (const Cleanup& cleanup : order.all()) …
#pragma once

#include "engine/picture/cleanups.h"
#include "viewer/core/session.h"

namespace grove {

class CleanupOrder {
 public:
  void update(const Session& session, std::size_t position);

  const std::vector<Cleanup>& all() const { return cleanups_; }
  // The last number of the task; 0 if it has none.
  int number_of(TaskId task) const;

 private:
  const Record* record_ = nullptr;
  std::size_t lines_ = 0;  // of the program
  std::size_t position_ = 0;
  std::vector<int32_t> blocks_;
  std::vector<Cleanup> cleanups_;
};

}  // namespace grove
