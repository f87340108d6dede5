// Texts that are remembered by the browser, where the person lets it.
#include <cstdlib>

#include "viewer/platform/page_web.h"
#include "viewer/platform/platform.h"

namespace grove {
namespace {

// What the page hands over is ours to free.
std::optional<std::string> taken(char* text) {
  if (text == nullptr) return std::nullopt;
  std::string copy(text);
  std::free(text);
  return copy;
}

}  // namespace

std::string place_of_remembered(const std::string& name) { return "this browser's " + name; }

std::vector<std::string> remembered_names(const std::string& begin) {
  const std::string lines = taken(page_names(begin.c_str())).value_or("");
  std::vector<std::string> names;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    names.push_back(lines.substr(at, end - at));
    at = end + 1;
  }
  return names;
}

void forget_remembered(const std::string& name) { page_forget(name.c_str()); }

std::optional<std::string> load_remembered(const std::string& name) {
  return taken(page_load(name.c_str()));
}

bool save_remembered(const std::string& name, const std::string& text) {
  return page_save(name.c_str(), text.c_str()) != 0;
}

}  // namespace grove
