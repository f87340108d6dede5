// FileWriter: writing a file so that nothing is lost. All that Grove writes to a disk (records,
// scenarios, pictures, what the window remembers) is written by it.
//
//   FileWriter file("run.jsonl", {.inputs = {"game.py"}});
//   if (file.fault()) …                        // refused, before anything was done
//   file.stream() << …;
//   if (const FileFault fault = file.finish()) …
//
// What is written goes into a fresh file beside the target (`.grove-PID-N.tmp`), is brought to the
// disk, and then takes the target's place in one step. So there is the old file or the new one,
// whole, whatever happens: a full disk, a crash, kill −9. Only the last leaves the fresh file,
// which the next writer in that folder takes away; one that is not finished, or fails, is gone
// again.
//
// A target keeps its permissions, and its owner where we may set it. Of a symbolic link the file
// that it leads to is replaced. Other hard links keep the old content, and access lists are not
// carried over. A read-only file is refused, although its folder would let it be replaced.
//
// What is no regular file (a pipe, a terminal, /dev/null), and the file that standard output or
// standard error goes to already, is written to as it stands: there is no place to take.
#pragma once

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "engine/files/descriptor.h"
#include "engine/files/fingerprint.h"

namespace grove {

// Why a file cannot be written, and what to do; empty if it can.
struct FileFault {
  std::string message;
  std::string hint;
  explicit operator bool() const { return !message.empty(); }
  // Both in one sentence.
  std::string words() const { return hint.empty() ? message : message + "; " + hint; }
};

struct WriteTerms {
  // Files that are being read. None of them is written over, under whatever name; nor is what
  // standard input comes from.
  std::vector<std::string> inputs;
  // False: what is there stays.
  bool replace = true;
  // What was read from there: if by now it is something else, somebody has changed it meanwhile.
  std::optional<Fingerprint> expected;
};

class FileWriter {
 public:
  explicit FileWriter(const std::string& path, WriteTerms terms = {});
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;
  ~FileWriter();

  // What went wrong so far.
  const FileFault& fault() const { return fault_; }
  std::ostream& stream() { return stream_; }
  // Puts the file in its place. Returns fault().
  FileFault finish();

 private:
  void open_fresh(bool target_is_there);
  bool keep_looks();
  bool write_out();
  bool take_place();
  void fail(int error);
  void give_up();

  std::string shown_;   // as it was named
  std::string target_;  // without symbolic links
  std::string fresh_;   // empty: the target is written to as it stands
  WriteTerms terms_;
  FileFault fault_;
  int descriptor_ = -1;
  std::unique_ptr<DescriptorBuffer> buffer_;
  std::ostream stream_;
};

// A whole text at once.
FileFault write_file(const std::string& path, std::string_view text, WriteTerms terms = {});

// What can be known beforehand: why a writer would refuse. Changes nothing.
FileFault refusal_to_write(const std::string& path, const WriteTerms& terms = {});

}  // namespace grove
