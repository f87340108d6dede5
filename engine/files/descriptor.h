// DescriptorBuffer: what a std::ostream writes to, so that each write is checked and its reason is
// kept; std::filebuf forgets the reason.
//
//   DescriptorBuffer buffer(1);
//   std::ostream out(&buffer);
//   out << …;  if (!out.flush()) … std::strerror(buffer.error()) …
#pragma once

#include <array>
#include <ostream>
#include <streambuf>
#include <string>

namespace grove {

class DescriptorBuffer : public std::streambuf {
 public:
  // Does not own the descriptor. What was not flushed is not written.
  explicit DescriptorBuffer(int descriptor);
  DescriptorBuffer(const DescriptorBuffer&) = delete;
  DescriptorBuffer& operator=(const DescriptorBuffer&) = delete;

  // errno of the first write that failed; 0: none did.
  int error() const { return error_; }

 protected:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;

 private:
  bool write_all(const char* text, std::size_t size);
  bool drain();

  int descriptor_;
  int error_ = 0;
  std::array<char, 1 << 16> held_;
};

// To be called first in main(): a standard stream that was closed by whoever started the program
// is not taken by the next file that is opened, so that what is printed does not end up in it; and
// a limit on the size of files is an error of the write, not the program's death.
void guard_standard_streams();

// Flushes, and says why not all has been written; "" if it has.
std::string fault_of_stream(std::ostream& stream);

}  // namespace grove
