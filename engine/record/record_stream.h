// RecordStream: reads a record as its bytes come: bytes in, events out. The one reader of records:
// of whole files (json_lines.h), of files that still grow, and of programs that send theirs.
//
//   RecordStream stream("run.jsonl");
//   stream.feed(bytes);                 // again and again, cut anywhere
//   … stream.record() …                 // all events whose lines are complete
//   stream.end();                       // nothing more comes: half a line is told
//
// Half a line waits for its rest. After the first broken line nothing more is read: problems() says
// which it was, and what came before it stays. What is fed is bounded, in a line and in all.
#pragma once

#include <cstddef>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "engine/record/json_lines.h"

namespace grove {

class RecordStream {
 public:
  struct Bounds {
    std::size_t line = std::numeric_limits<std::size_t>::max();  // bytes of the longest
    std::size_t total = std::numeric_limits<std::size_t>::max();
    bool several = false;  // another record may follow: see another_begins()
  };
  // `file` names it in messages.
  RecordStream(std::string file, Bounds bounds);
  explicit RecordStream(std::string file) : RecordStream(std::move(file), Bounds()) {}
  ~RecordStream();
  RecordStream(const RecordStream&) = delete;
  RecordStream& operator=(const RecordStream&) = delete;

  void feed(std::string_view bytes);
  void end();
  // Nothing more will be read: it was ended, or a line is broken.
  bool over() const;

  // The next line was the header of another record: over, and not at fault. What came from there on
  // is kept for whoever reads that.
  bool another_begins() const;
  std::string take_rest();

  // Stays in its place, and only grows.
  const Record& record() const;
  bool has_header() const;
  const Problems& problems() const;
  // What was read. REQUIRES: over(), and not taken before.
  RecordResult take();

  // Events that were told and are no longer in the record: see Shortening.
  int64_t forgotten() const;

 private:
  friend class Shortening;
  struct State;
  std::unique_ptr<State> state_;
};

// Makes the stream that goes on in the place of one which has become too long: its record begins
// later, with what lived then, and says how many events it has forgotten. In slices, while the old
// one is still fed:
//
//   Shortening shortening(stream, 500'000);           // the first events go
//   while (!shortening.advance(20'000)) {}            // a slice each frame
//   if (shortening.fault().empty()) stream = shortening.take();
//
// REQUIRES: the old stream outlives it, and is not over; in between it only grows.
class Shortening {
 public:
  Shortening(const RecordStream& old, std::size_t from);
  ~Shortening();

  // About so many events further. True once it has caught up, or cannot.
  bool advance(std::size_t events);
  // Why it cannot: a record from elsewhere may be one that makes no sense without its beginning.
  const std::string& fault() const;
  // So many first events of the old record go, and so many stand in their place in the new one.
  // REQUIRES: it has caught up, without a fault.
  std::size_t gone() const;
  std::size_t kept() const;
  // REQUIRES: it has caught up, without a fault, and the old stream was not fed since.
  std::shared_ptr<RecordStream> take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace grove
