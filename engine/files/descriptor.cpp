#include "engine/files/descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace grove {

DescriptorBuffer::DescriptorBuffer(int descriptor) : descriptor_(descriptor) {
  setp(held_.data(), held_.data() + held_.size());
}

bool DescriptorBuffer::write_all(const char* text, std::size_t size) {
  // Once a write has failed there is a gap, and nothing may follow it.
  while (error_ == 0 && size > 0) {
    const ssize_t written = ::write(descriptor_, text, size);
    if (written >= 0) {
      text += written;
      size -= static_cast<std::size_t>(written);
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  return error_ == 0;
}

bool DescriptorBuffer::drain() {
  const bool written = write_all(pbase(), static_cast<std::size_t>(pptr() - pbase()));
  setp(held_.data(), held_.data() + held_.size());
  return written;
}

DescriptorBuffer::int_type DescriptorBuffer::overflow(int_type c) {
  if (!drain()) return traits_type::eof();
  if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
  return traits_type::not_eof(c);
}

std::streamsize DescriptorBuffer::xsputn(const char* text, std::streamsize size) {
  if (size > epptr() - pptr() && !drain()) return 0;
  if (size > epptr() - pptr()) return write_all(text, static_cast<std::size_t>(size)) ? size : 0;
  std::memcpy(pptr(), text, static_cast<std::size_t>(size));
  pbump(static_cast<int>(size));
  return size;
}

int DescriptorBuffer::sync() { return drain() ? 0 : -1; }

void guard_standard_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) != -1) continue;
    // Opened the wrong way round: to read from it or to write to it is still an error.
    const int opened = ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    if (opened != descriptor && opened != -1) ::close(opened);
  }
  std::signal(SIGXFSZ, SIG_IGN);
}

std::string fault_of_stream(std::ostream& stream) {
  if (stream.flush()) return "";
  const auto* buffer = dynamic_cast<const DescriptorBuffer*>(stream.rdbuf());
  return buffer != nullptr && buffer->error() != 0 ? std::strerror(buffer->error())
                                                   : "it takes nothing more";
}

}  // namespace grove
