// Journal: what the model's facts were before, so that events can be taken out again.
//
// Each change leaves one entry of 24 bytes: the function that undoes it, the row that it was made
// in, and what was there. Entries are taken back strictly last in, first out. The journal is
// bounded: past its most chunks the oldest entries are forgotten, and only events all of whose
// entries are still there can be undone.
//
//   journal.begin_event(); …push(undo, row, old)…; journal.end_event();
//   if (journal.can_undo()) do entry = journal.pop(), entry.undo(…); while (!entry.first_of_event);
//
// An index of functions in place of their addresses would save 8 bytes an entry, and would be a
// list to keep by hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>

namespace grove {

struct ModelState;

class Journal {
 public:
  // Writes `old` back in the row of the table that the function stands for.
  using Undo = void (*)(ModelState& state, uint32_t row, uint64_t old);

  struct Entry {
    Undo undo = nullptr;  // null: an event that changed no fact
    uint64_t old = 0;
    uint32_t row = 0;
    bool first_of_event = false;
  };
  static_assert(sizeof(Entry) <= 24);

  static constexpr std::size_t kChunkEntries = std::size_t{1} << 14;
  static constexpr std::size_t kDefaultChunks = 192;  // 72 MiB, some 3 million entries

  explicit Journal(std::size_t max_chunks = kDefaultChunks) : max_chunks_(max_chunks) {}

  void begin_event() { event_begins_ = true; }
  void end_event() {
    if (event_begins_) push(nullptr, 0, 0);
  }

  void push(Undo undo, uint32_t row, uint64_t old) {
    if (next_ == end_) add_chunk();
    undoable_events_ += event_begins_ ? 1 : 0;
    *next_++ = Entry{undo, old, row, event_begins_};
    event_begins_ = false;
  }

  bool can_undo() const { return undoable_events_ > 0; }

  // REQUIRES: can_undo(), and that the event whose entry comes next is wholly taken back.
  Entry pop() {
    if (next_ == begin_) drop_last_chunk();
    const Entry entry = *--next_;
    undoable_events_ -= entry.first_of_event ? 1 : 0;
    return entry;
  }

  void clear();

 private:
  using Chunk = std::unique_ptr<Entry[]>;

  void add_chunk();
  void drop_last_chunk();
  void enter_last_chunk(std::size_t used);

  std::size_t max_chunks_;
  // All but the last are full.
  std::deque<Chunk> chunks_;
  // Where the last chunk begins, is filled up to, and ends.
  Entry* begin_ = nullptr;
  Entry* next_ = nullptr;
  Entry* end_ = nullptr;
  std::size_t undoable_events_ = 0;
  bool event_begins_ = false;
};

}  // namespace grove
