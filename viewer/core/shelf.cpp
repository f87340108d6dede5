#include "viewer/core/shelf.h"

namespace grove {

void Shelf::open(const std::string& folder) {
  folder_ = folder;
  entries_ = list_scenarios(files_, folder);
  made_ = 0;
  maker_.reset();
  parts_ = list_parts(files_, folder, entries_);
}

const Thumbnail* Shelf::thumbnail(std::size_t entry) const {
  const auto found = pictures_.find(entries_[entry].path);
  return found != pictures_.end() ? &found->second.thumbnail : nullptr;
}

void Shelf::compute(int64_t operations) {
  if (!wants_to_compute()) return;
  const std::string& path = entries_[made_].path;
  const Files::Look look = files_.look(path);
  const auto known = pictures_.find(path);
  if (known != pictures_.end() && known->second.look == look) {
    ++made_;
    return;
  }
  if (!maker_) maker_.emplace(files_, path);
  maker_->advance(operations);
  if (!maker_->finished()) return;
  pictures_[path] = {look, maker_->take()};
  maker_.reset();
  ++made_;
}

}  // namespace grove
