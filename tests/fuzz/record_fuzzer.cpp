// The fuzzer of the reader of records and of the socket where they come in (libFuzzer):
// `tests/run --fuzz-records SECONDS`. Bytes alone seldom come past the first line: half of what it
// tries are records with lines and numbers exchanged.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "engine/base/ensure.h"
#include "engine/model/model.h"
#include "tests/fuzz/one_record.h"
#include "viewer/core/files/live_programs.h"
#include "viewer/platform/gate.h"

extern "C" std::size_t LLVMFuzzerMutate(uint8_t* data, std::size_t size, std::size_t most);

namespace grove::fuzz {
namespace {

class Caller {
 public:
  explicit Caller(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
    sockaddr_un place{};
    place.sun_family = AF_UNIX;
    path.copy(place.sun_path, sizeof place.sun_path - 1);
    const auto* address = reinterpret_cast<const sockaddr*>(&place);
    ENSURE(::connect(socket_, address, sizeof place) == 0, "nobody listens");
  }
  ~Caller() { ::close(socket_); }
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;
  void send(std::string_view bytes) {
    // Who is not listened to any longer is hung up on.
    (void)!::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }

 private:
  int socket_;
};

// A window that programs call, one after the other, for as long as the fuzzer runs.
class Window {
 public:
  Window() : path_("/tmp/grove-fuzz-" + std::to_string(::getpid())) {
    std::string error;
    live_.listen(open_gate("unix:" + path_, false, &error));
    ENSURE(error.empty(), "the fuzzer cannot listen");
  }

  void take(const std::string& text) {
    {
      Caller caller(path_);
      for (std::size_t at = 0, size = 1; at < text.size(); at += size) {
        size = 1 + (size * 31 + static_cast<unsigned char>(text[at])) % 4001;
        caller.send(std::string_view(text).substr(at, size));
        live_.take_in();
      }
    }
    do {
      live_.take_in();
    } while (live_.behind());
    (void)live_.take_said();
    while (live_.take_faults() != nullptr) {
    }
    if (LiveRecord* next = live_.next(+1)) live_.show(next);
    if (const LiveRecord* shown = live_.shown()) {
      Model model(shown->stream()->record());
      model.seek(shown->stream()->record().size());
    }
  }

 private:
  std::string path_;
  LivePrograms live_;
};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// One of its numbers, each as likely as another, becomes a small one or the next.
void change_number(std::string* line, std::minstd_rand* random) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 1; i < line->size(); ++i) {
    if (is_digit((*line)[i]) && !is_digit((*line)[i - 1])) starts.push_back(i);
  }
  if (starts.empty()) return;
  const std::size_t start = starts[(*random)() % starts.size()];
  std::size_t end = start;
  while (end < line->size() && is_digit((*line)[end])) ++end;
  constexpr const char* kOdd[] = {"-1", "null", "2147483648", "18446744073709551616", "1e9", "{}"};
  const std::string other =
      (*random)() % 4 == 0 ? kOdd[(*random)() % std::size(kOdd)] : std::to_string((*random)() % 12);
  line->replace(start, end - start, other);
}

// Events are counted without gaps: what is moved gets the number of its place.
std::string renumbered(const std::vector<std::string>& lines) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    std::size_t rest = 0;
    if (line.rfind("{\"i\":", 0) == 0) {
      for (rest = 5; rest < line.size() && is_digit(line[rest]);) ++rest;
      text += "{\"i\":" + std::to_string(i - 1);
    }
    text += line.substr(rest) + '\n';
  }
  return text;
}

std::string exchanged(std::string_view text, unsigned seed) {
  std::minstd_rand random(seed);
  std::vector<std::string> lines = lines_of(text);
  for (unsigned changes = 1 + random() % 3; changes > 0 && lines.size() > 1; --changes) {
    const std::size_t at = 1 + random() % (lines.size() - 1);
    const std::size_t other = 1 + random() % (lines.size() - 1);
    switch (random() % 5) {
      case 0:
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
        break;
      case 1:
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), lines[other]);
        break;
      case 2:
        std::swap(lines[at], lines[other]);
        break;
      default:
        change_number(&lines[at], &random);
        break;
    }
  }
  return renumbered(lines);
}

}  // namespace
}  // namespace grove::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned seed) {
  if (seed % 2 == 0) return LLVMFuzzerMutate(data, size, most);
  const std::string text =
      grove::fuzz::exchanged({reinterpret_cast<const char*>(data), size}, seed);
  if (text.size() > most) return LLVMFuzzerMutate(data, size, most);
  std::copy(text.begin(), text.end(), data);
  return text.size();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  static grove::fuzz::Window window;
  const std::string text(reinterpret_cast<const char*>(data), size);
  grove::fuzz::read_one(text);
  window.take(text);
  return 0;
}
