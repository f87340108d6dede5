#include "engine/model/journal.h"

#include <algorithm>
#include <utility>

#include "engine/base/ensure.h"

namespace grove {

void Journal::add_chunk() {
  Chunk chunk;
  if (chunks_.size() >= max_chunks_) {
    // An event whose first entry goes can no longer be undone, even if its others stay.
    chunk = std::move(chunks_.front());
    chunks_.pop_front();
    undoable_events_ -= static_cast<std::size_t>(
        std::count_if(chunk.get(), chunk.get() + kChunkEntries,
                      [](const Entry& entry) { return entry.first_of_event; }));
  } else {
    chunk.reset(new Entry[kChunkEntries]);
  }
  chunks_.push_back(std::move(chunk));
  enter_last_chunk(0);
}

void Journal::drop_last_chunk() {
  ENSURE(chunks_.size() > 1, "an event was undone that the journal no longer holds");
  chunks_.pop_back();
  enter_last_chunk(kChunkEntries);
}

void Journal::enter_last_chunk(std::size_t used) {
  begin_ = chunks_.back().get();
  next_ = begin_ + used;
  end_ = begin_ + kChunkEntries;
}

void Journal::clear() {
  chunks_.clear();
  begin_ = next_ = end_ = nullptr;
  undoable_events_ = 0;
}

}  // namespace grove
