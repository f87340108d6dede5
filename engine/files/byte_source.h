// ByteSource: where bytes come from that are not all there yet: a file that something writes, a
// program that sends. It is asked now and then, and never waits.
//
//   ByteSource::Piece piece = source.read(1 << 20);
//   if (piece.anew) …forget what came before…
//   …piece.bytes…
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace grove {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  struct Piece {
    std::string bytes;   // empty: none are there now
    bool anew = false;   // they begin another text: what came before is no longer to be had
    bool ended = false;  // behind these, nothing more will come
    std::string said;    // what a person should know, a sentence without a full stop; mostly empty
  };
  // At most so many bytes.
  virtual Piece read(std::size_t most) = 0;
  // What is broken may be mended: it can begin anew by itself.
  virtual bool comes_again() const { return false; }
};

// Where programs call in that send their records.
class Gate {
 public:
  virtual ~Gate() = default;
  // The next program that has called; null if none has.
  virtual std::unique_ptr<ByteSource> accept() = 0;
  // "unix:/run/user/1000/grove"
  virtual std::string address() const = 0;
};

}  // namespace grove
