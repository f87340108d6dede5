#include "engine/base/read_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace grove {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPieceBytes = std::size_t{1} << 16;
constexpr const char* kAllow = "let it be read (`chmod`), or copy it to where you may read";

FileText refused(std::string fault, std::string hint = {}) {
  return {std::nullopt, std::move(fault), std::move(hint), false};
}

FileText too_long(std::size_t most) {
  const bool whole_gigabytes = most >= std::size_t{1} << 30;
  return refused(fmt::format("this is longer than the {} {} that Grove reads",
                             most >> (whole_gigabytes ? 30 : 20), whole_gigabytes ? "GiB" : "MiB"));
}

}  // namespace

FileText read_stream(std::istream& stream,
                     const std::function<std::size_t(std::string_view begin)>& bound_of) {
  std::string text;
  std::size_t most = 0;
  while (stream) {
    const std::size_t before = text.size();
    text.resize(before + kPieceBytes);
    stream.read(text.data() + before, kPieceBytes);
    text.resize(before + static_cast<std::size_t>(stream.gcount()));
    if (before == 0) most = bound_of(text);
    if (text.size() > most) return too_long(most);
  }
  if (stream.bad()) return refused("it cannot be read to its end");
  return {std::move(text), {}, {}, false};
}

FileText read_file(const std::string& path, std::size_t most) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::none && error == std::errc::permission_denied) {
    return refused(error.message(), kAllow);
  }
  if (!fs::exists(status)) {
    const bool ring = error == std::errc::too_many_symbolic_link_levels;
    FileText missing =
        ring ? refused("its symbolic links lead round in a ring", "let one of them lead to a file")
             : refused("there is no such file");
    missing.no_such_file = true;
    return missing;
  }
  if (fs::is_directory(status)) return refused("this is a folder, not a file");
  if (!fs::is_regular_file(status)) {
    return refused("this is a pipe or a device, not a file", "`-` stands for standard input");
  }
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return refused(std::strerror(errno), errno == EACCES ? kAllow : "");
  return read_stream(stream, [most](std::string_view) { return most; });
}

}  // namespace grove
