// Journal: what the model's facts were before, so that events can be taken out again.
//
// Each change of a fact leaves one entry of 16 bytes: which word changed and what it was, or which
// list grew or shrank. Entries are taken back strictly last in, first out. The journal is bounded:
// past kMaxChunks the oldest entries are forgotten, and only events all of whose entries are still
// there can be undone.
//
//   journal.begin_event(); …push(entry)…; journal.end_event();
//   if (journal.can_undo()) do entry = journal.pop(), undo(entry); while (!entry.first_of_event);
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>

namespace grove {

class Journal {
 public:
  enum class Table : uint8_t { kRun, kTasks, kNurseries, kScopes, kExceptions };

  // What was done, named by what undoes it.
  enum class Op : uint8_t {
    kNothing,  // an event that changed no fact
    kWord1,    // write `old` back: a field of 1, 4 or 8 bytes
    kWord4,
    kWord8,
    kDropRow,   // the table's last row was added
    kStatus,    // of a task; the counts of states follow
    kDropTask,  // the last of a list of tasks, … was added
    kDropNursery,
    kDropScope,
    kDropException,
    kDropEvent,
    kAddException,  // the last of a list was taken away: `old`
    kInsertTask,    // one was taken from the midst: place << 32 | id
    kDropPlace,     // of a task's stack
    kAddPlace,
    kTopPlace,  // its top was another: line << 32 | function
    kTopDepth,
  };

  struct Entry {
    uint64_t old = 0;
    uint32_t row = 0;
    uint16_t offset = 0;  // bytes from the row's start to the field
    Op op = Op::kNothing;
    Table table : 7 = Table::kRun;
    bool first_of_event : 1 = false;
  };
  static_assert(sizeof(Entry) == 16);

  static constexpr std::size_t kChunkEntries = std::size_t{1} << 14;
  static constexpr std::size_t kDefaultChunks = 256;  // 64 MiB, some 4 million entries

  explicit Journal(std::size_t max_chunks = kDefaultChunks) : max_chunks_(max_chunks) {}

  void begin_event() { event_begins_ = true; }
  void end_event() {
    if (event_begins_) push(Entry{});
  }

  void push(Entry entry) {
    if (next_ == end_) add_chunk();
    entry.first_of_event = event_begins_;
    undoable_events_ += event_begins_ ? 1 : 0;
    event_begins_ = false;
    *next_++ = entry;
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
