#include "engine/scenario/read_files.h"

#include <utility>

#include "engine/base/base64.h"
#include "engine/base/numbers.h"

namespace grove {

namespace {

constexpr char kForms[] =
    "a file is its text, a list of its lines, or {\"text\": …} or {\"base64\": …}, with `latency` "
    "in seconds and `denied` as wished";

class FilesReader {
 public:
  explicit FilesReader(JsonFaults* faults) : faults_(*faults) {}

  void read(const JsonMember& member, const std::string& pointer) {
    if (member.key == kAllFiles) return read_rest(member.value, pointer);
    StoredFile entry;
    if (const std::string fault = fault_of_file_path(member.key); !fault.empty()) {
      faults_.add_at_key(member, pointer, fault, "write a path as `data/numbers.txt`");
      return;
    }
    entry.path = plain_file_path(member.key);
    entry.is_folder = member.key.back() == '/';
    if (!check_neighbours(member, pointer, entry)) return;
    read_content(member.value, pointer, &entry);
    table_.entries.push_back(std::move(entry));
  }

  FileTable take() { return std::move(table_); }

 private:
  // "a" and "a/b" cannot both be files, nor can one place be two.
  bool check_neighbours(const JsonMember& member, const std::string& pointer,
                        const StoredFile& entry) {
    for (const StoredFile& other : table_.entries) {
      if (other.path == entry.path) {
        faults_.add_at_key(member, pointer,
                           "the path " + json_string(entry.path) + " is there already");
        return false;
      }
      const bool is_inside = entry.path.rfind(other.path + "/", 0) == 0;
      const bool is_around = other.path.rfind(entry.path + "/", 0) == 0;
      if ((is_inside && !other.is_folder) || (is_around && !entry.is_folder)) {
        const std::string& file = is_inside ? other.path : entry.path;
        faults_.add_at_key(member, pointer,
                           json_string(file) + " is a file, and can have nothing inside",
                           "end the path of a folder with `/`");
        return false;
      }
    }
    return true;
  }

  void read_rest(const JsonValue& value, const std::string& pointer) {
    if (!faults_.expect(value, JsonType::kObject, pointer)) return;
    faults_.check_keys(value, pointer, "what is said of all files", {"latency"});
    read_latency(value, pointer, &table_.latency);
  }

  void read_content(const JsonValue& value, const std::string& pointer, StoredFile* entry) {
    if (entry->is_folder) return read_folder(value, pointer, entry);
    if (value.type == JsonType::kString || value.type == JsonType::kList) {
      return read_text(value, pointer, &entry->bytes);
    }
    if (value.type != JsonType::kObject) {
      faults_.add(value, pointer,
                  "expected the text of a file, got " + std::string(name_of(value.type)), kForms);
      return;
    }
    faults_.check_keys(value, pointer, "a file", {"text", "base64", "latency", "denied"});
    read_latency(value, pointer, &entry->latency);
    read_denied(value, pointer, &entry->denied);
    const JsonValue* const text = value.find("text");
    const JsonValue* const base64 = value.find("base64");
    if (text != nullptr && base64 != nullptr) {
      faults_.add(*base64, child_pointer(pointer, "base64"), "the file has both text and bytes",
                  kForms);
    } else if (text != nullptr) {
      read_text(*text, child_pointer(pointer, "text"), &entry->bytes);
    } else if (base64 != nullptr) {
      read_base64(*base64, child_pointer(pointer, "base64"), &entry->bytes);
    }
  }

  void read_folder(const JsonValue& value, const std::string& pointer, StoredFile* entry) {
    if (!faults_.expect(value, JsonType::kObject, pointer)) return;
    faults_.check_keys(value, pointer, "a folder", {"latency", "denied"});
    read_latency(value, pointer, &entry->latency);
    read_denied(value, pointer, &entry->denied);
  }

  void read_text(const JsonValue& value, const std::string& pointer, std::string* bytes) {
    if (value.type != JsonType::kList) {
      if (faults_.expect(value, JsonType::kString, pointer)) *bytes = value.text;
      return;
    }
    for (std::size_t i = 0; i < value.elements.size(); ++i) {
      const JsonValue& line = value.elements[i];
      if (faults_.expect(line, JsonType::kString, child_pointer(pointer, i))) {
        *bytes += line.text + "\n";
      }
    }
  }

  void read_base64(const JsonValue& value, const std::string& pointer, std::string* bytes) {
    if (!faults_.expect(value, JsonType::kString, pointer)) return;
    if (std::optional<std::string> decoded = decode_base64(value.text)) {
      *bytes = std::move(*decoded);
    } else {
      faults_.add(
          value, pointer, json_string(value.text) + " is no base64",
          "its letters are A to Z, a to z, 0 to 9, + and /, in groups of four filled up with =");
    }
  }

  void read_latency(const JsonValue& value, const std::string& pointer,
                    std::optional<SimTime>* latency) {
    const JsonValue* const given = value.find("latency");
    if (given == nullptr) return;
    const std::string at = child_pointer(pointer, "latency");
    if (!faults_.expect(*given, JsonType::kNumber, at)) return;
    const std::string fault = read_seconds(given->text, &latency->emplace());
    if (!fault.empty()) faults_.add(*given, at, "expected simulated seconds: " + fault);
  }

  void read_denied(const JsonValue& value, const std::string& pointer, bool* denied) {
    const JsonValue* const given = value.find("denied");
    if (given == nullptr) return;
    if (faults_.expect(*given, JsonType::kBool, child_pointer(pointer, "denied"))) {
      *denied = given->boolean;
    }
  }

  JsonFaults& faults_;
  FileTable table_;
};

}  // namespace

FileTable read_files(const JsonValue& value, const std::string& pointer, JsonFaults* faults) {
  FilesReader reader(faults);
  for (const JsonMember& member : value.members) {
    reader.read(member, child_pointer(pointer, member.key));
  }
  return reader.take();
}

}  // namespace grove
