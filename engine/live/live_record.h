// LiveRecord: the record of a program that runs now, taken in as it comes.
//
//   LiveRecord live("run.jsonl", std::make_unique<GrowingFile>("run.jsonl"), bounds);
//   every now and then: live.take_in(1 << 18);
//   if (live.stream() != shown) …the record begins anew: what was shown of the old one goes…
//   … live.stream()->record() …
//
// A record may begin anew: its file was written over, or the program sends another beginning. Then
// there is another stream; the old one lives as long as somebody holds it.
//
// So it is too when the record has outgrown what it may take: what was over by its middle is
// forgotten, and place() says where one stands in what is left. So a service may run for weeks.
#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "engine/files/byte_source.h"
#include "engine/record/record_stream.h"

namespace grove {

class LiveRecord {
 public:
  LiveRecord(std::string name, std::unique_ptr<ByteSource> source, RecordStream::Bounds bounds);

  // What the record may take, in bytes of memory as Record counts them; while it forgets it takes
  // half as much more. No bound at first.
  // `rule` says so to a person: "live programs may take 1024 MiB".
  void keep_within(std::size_t bytes, std::string rule) {
    most_ = bytes;
    rule_ = std::move(rule);
  }
  // About so many bytes, if there are any; never waits.
  void take_in(std::size_t most);
  // Where one stands now who stood behind so many events of that stream; nothing if this record
  // did not come out of it by forgetting.
  std::optional<std::size_t> place(const RecordStream* before, std::size_t position) const;
  // There is more at once: it was not the last of what is there.
  bool behind() const { return behind_; }
  // What came of the last time, in bytes.
  std::size_t came() const { return came_; }
  // The program has hung up, or was.
  bool ended() const { return ended_; }

  const std::string& name() const { return name_; }
  const std::shared_ptr<RecordStream>& stream() const { return stream_; }
  // What a person should know, once; empty if nothing.
  std::string take_said();
  // What is wrong with what came, once; null if nothing is.
  const Problems* take_faults();

 private:
  void renew();
  void forget();
  void hang_up();

  std::string name_;
  std::unique_ptr<ByteSource> source_;
  RecordStream::Bounds bounds_;
  std::size_t most_ = std::numeric_limits<std::size_t>::max();
  std::string rule_;
  std::shared_ptr<RecordStream> stream_;
  std::unique_ptr<Shortening> shortening_;  // while it forgets
  // What this stream came out of, and how places in that have moved.
  std::weak_ptr<const RecordStream> before_;
  std::size_t gone_ = 0, kept_ = 0;  // its first events, and what stands in their place
  std::string said_;
  std::size_t came_ = 0;
  bool behind_ = false, spoke_ = false, ended_ = false, told_ = false;
};

// What is read of a file that grows: a line, and between two times that it forgets all of it.
RecordStream::Bounds bounds_of_followed();

}  // namespace grove
