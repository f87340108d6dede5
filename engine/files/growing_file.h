// GrowingFile: a file that something else writes while it is read. What is appended is read and no
// more; a file that was cut short, or that another took the place of, is read anew.
//
//   GrowingFile file("run.jsonl");
//   while (…) { ByteSource::Piece piece = file.read(1 << 20); … }
//
// A file that is not there yet is waited for. One that is gone is said to be, once, and waited for.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "engine/files/byte_source.h"

namespace grove {

class GrowingFile : public ByteSource {
 public:
  explicit GrowingFile(std::string path) : path_(std::move(path)) {}
  ~GrowingFile() override;
  GrowingFile(const GrowingFile&) = delete;
  GrowingFile& operator=(const GrowingFile&) = delete;

  Piece read(std::size_t most) override;
  bool comes_again() const override { return true; }

 private:
  bool open(Piece* piece);
  void close();
  bool was_replaced();
  void say(Piece* piece, std::string words);

  std::string path_;
  int descriptor_ = -1;
  uint64_t read_ = 0;  // bytes of the file that is open
  std::string last_;   // of what was read, to see whether it still stands there
  bool anew_ = false;  // what comes next begins another text
  std::string said_;   // the last thing that was, so that nothing is said twice
};

}  // namespace grove
