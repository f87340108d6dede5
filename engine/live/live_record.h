// LiveRecord: the record of a program that runs now, taken in as it comes.
//
//   LiveRecord live("run.jsonl", std::make_unique<GrowingFile>("run.jsonl"), bounds);
//   every now and then: live.take_in(1 << 18);
//   if (live.stream() != shown) …the record begins anew: what was shown of the old one goes…
//   … live.stream()->record() …
//
// A record may begin anew: its file was written over, or the program sends another beginning. Then
// there is another stream; the old one lives as long as somebody holds it.
#pragma once

#include <memory>
#include <string>

#include "engine/files/byte_source.h"
#include "engine/record/record_stream.h"

namespace grove {

class LiveRecord {
 public:
  LiveRecord(std::string name, std::unique_ptr<ByteSource> source, RecordStream::Bounds bounds);

  // About so many bytes, if there are any; never waits.
  void take_in(std::size_t most);
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

  std::string name_;
  std::unique_ptr<ByteSource> source_;
  RecordStream::Bounds bounds_;
  std::shared_ptr<RecordStream> stream_;
  std::string said_;
  std::size_t came_ = 0;
  bool behind_ = false, spoke_ = false, ended_ = false, told_ = false;
};

// What is read of a file that grows: a line, and all of it.
RecordStream::Bounds bounds_of_followed();

}  // namespace grove
