#include "viewer/platform/gate.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include "engine/base/visible.h"

namespace grove {
namespace {

constexpr int kWaiting = 8;  // programs that have called and were not let in yet

class Caller : public ByteSource {
 public:
  explicit Caller(int descriptor) : descriptor_(descriptor) {}
  ~Caller() override { ::close(descriptor_); }
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;

  Piece read(std::size_t most) override {
    Piece piece;
    piece.bytes.resize(most);
    const ssize_t got = ::recv(descriptor_, piece.bytes.data(), most, MSG_DONTWAIT);
    piece.ended = got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR);
    piece.bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return piece;
  }

 private:
  int descriptor_;
};

class SocketGate : public Gate {
 public:
  // `path`: of a socket in the file system, to be removed; else empty.
  SocketGate(int descriptor, std::string address, std::string path)
      : descriptor_(descriptor), address_(std::move(address)), path_(std::move(path)) {}
  ~SocketGate() override {
    ::close(descriptor_);
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  SocketGate(const SocketGate&) = delete;
  SocketGate& operator=(const SocketGate&) = delete;

  std::unique_ptr<ByteSource> accept() override {
    const int caller = ::accept4(descriptor_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    return caller < 0 ? nullptr : std::make_unique<Caller>(caller);
  }
  std::string address() const override { return address_; }

 private:
  int descriptor_;
  std::string address_, path_;
};

int new_socket(int family) {
  return ::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

// A socket that nobody answers at: the window that made it is gone.
bool is_left_over(const sockaddr_un& place) {
  struct stat status {};
  if (::lstat(place.sun_path, &status) != 0 || !S_ISSOCK(status.st_mode)) return false;
  const int probe = new_socket(AF_UNIX);
  const bool refused =
      ::connect(probe, reinterpret_cast<const sockaddr*>(&place), sizeof place) != 0 &&
      errno == ECONNREFUSED;
  ::close(probe);
  return refused;
}

template <class Place>
int listening(int family, const Place& place) {
  const int descriptor = new_socket(family);
  if (descriptor < 0) return -1;
  const int on = 1;
  if (family == AF_INET) ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  const auto* address = reinterpret_cast<const sockaddr*>(&place);
  if (::bind(descriptor, address, sizeof place) == 0 && ::listen(descriptor, kWaiting) == 0) {
    return descriptor;
  }
  const int fault = errno;
  ::close(descriptor);
  errno = fault;
  return -1;
}

std::unique_ptr<Gate> refused(const std::string& address, const std::string& why, const char* hint,
                              std::string* error) {
  *error = fmt::format("`--listen {}`: {}\nhint: {}", visible(address), why, hint);
  return nullptr;
}

std::unique_ptr<Gate> open_unix(const std::string& address, const std::string& path,
                                std::string* error) {
  sockaddr_un place{};
  place.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof place.sun_path ||
      path.find('\0') != std::string::npos) {
    return refused(address, "a socket's path has 1 to 107 bytes",
                   "write a shorter one, as unix:/tmp/grove", error);
  }
  std::memcpy(place.sun_path, path.data(), path.size());
  if (is_left_over(place)) ::unlink(path.c_str());
  // Nobody else may call, from its first moment on.
  const mode_t before = ::umask(0177);
  const int descriptor = listening(AF_UNIX, place);
  const int fault = errno;
  ::umask(before);
  if (descriptor < 0) {
    return refused(address, std::strerror(fault),
                   "write a path that is free, in a folder of your own", error);
  }
  return std::make_unique<SocketGate>(descriptor, address, path);
}

std::unique_ptr<Gate> open_tcp(const std::string& address, const std::string& rest, bool beyond,
                               std::string* error) {
  constexpr const char* kForm = "write tcp:127.0.0.1:PORT, PORT from 1024 to 65535";
  const std::size_t colon = rest.rfind(':');
  uint16_t port = 0;
  sockaddr_in place{};
  place.sin_family = AF_INET;
  if (colon == std::string::npos) return refused(address, "it names no port", kForm, error);
  const char* end = rest.data() + rest.size();
  const auto read = std::from_chars(rest.data() + colon + 1, end, port);
  if (read.ec != std::errc() || read.ptr != end || port == 0) {
    return refused(address, "this is no port", kForm, error);
  }
  const std::string host =
      rest.substr(0, colon) == "localhost" ? "127.0.0.1" : rest.substr(0, colon);
  if (::inet_pton(AF_INET, host.c_str(), &place.sin_addr) != 1) {
    return refused(address, "this is no address of this machine", kForm, error);
  }
  const bool here = (ntohl(place.sin_addr.s_addr) >> 24) == 127;
  if (!here && !beyond) {
    return refused(address, "other machines could call there",
                   "write tcp:127.0.0.1:PORT, or add `--beyond-this-machine` if they shall", error);
  }
  place.sin_port = htons(port);
  const int descriptor = listening(AF_INET, place);
  if (descriptor < 0) return refused(address, std::strerror(errno), kForm, error);
  return std::make_unique<SocketGate>(descriptor, address, "");
}

}  // namespace

std::unique_ptr<Gate> open_gate(const std::string& address, bool beyond_this_machine,
                                std::string* error) {
  const std::size_t colon = address.find(':');
  const std::string kind = address.substr(0, colon);
  const std::string rest = colon == std::string::npos ? "" : address.substr(colon + 1);
  if (kind == "unix") return open_unix(address, rest, error);
  if (kind == "tcp") return open_tcp(address, rest, beyond_this_machine, error);
  return refused(address, "this is no address", "write unix:PATH or tcp:127.0.0.1:PORT", error);
}

}  // namespace grove
