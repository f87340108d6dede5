#include "engine/scenario/read_processes.h"

#include <algorithm>
#include <utility>

#include "engine/base/numbers.h"
#include "engine/record/signal_names.h"

namespace grove {

namespace {

constexpr int64_t kMostStatus = 255;

class ProcessReader {
 public:
  explicit ProcessReader(JsonFaults* faults) : faults_(*faults) {}

  ProcessEntry read(const JsonMember& member, const std::string& pointer) {
    const JsonValue& value = member.value;
    entry_.command = member.key;
    if (member.key.empty() || member.key.front() == ' ' || member.key.back() == ' ') {
      faults_.add_at_key(member, pointer, "the command is empty, or has blanks around it",
                         "write a program's name, or a whole command as `ls -l`");
    }
    if (!faults_.expect(value, JsonType::kObject, pointer)) return std::move(entry_);
    faults_.check_keys(value, pointer, "a process",
                       {"stdout", "stderr", "output", "seconds", "status", "stdin", "ignores"});
    for (const JsonMember& part : value.members) {
      read_part(part, child_pointer(pointer, part.key));
    }
    return std::move(entry_);
  }

 private:
  void read_part(const JsonMember& part, const std::string& at) {
    if (part.key == "stdout" || part.key == "stderr") {
      read_text(part.value, at, part.key == "stderr", SimTime{});
    } else if (part.key == "output") {
      read_outputs(part.value, at);
    } else if (part.key == "seconds") {
      entry_.duration = kNever;
      if (part.value.type != JsonType::kNull) read_time(part.value, at, &*entry_.duration);
    } else if (part.key == "status") {
      read_status(part.value, at);
    } else if (part.key == "stdin") {
      read_input(part.value, at);
    } else if (part.key == "ignores") {
      read_ignored(part.value, at);
    }
  }

  void read_text(const JsonValue& value, const std::string& at, bool is_error, SimTime after) {
    if (!faults_.expect(value, JsonType::kString, at)) return;
    entry_.output.push_back({after, is_error, value.text});
  }

  void read_outputs(const JsonValue& value, const std::string& at) {
    if (!faults_.expect(value, JsonType::kList, at)) return;
    for (std::size_t i = 0; i < value.elements.size(); ++i) {
      read_output(value.elements[i], child_pointer(at, i));
    }
  }

  void read_output(const JsonValue& value, const std::string& at) {
    if (!faults_.expect(value, JsonType::kObject, at)) return;
    faults_.check_keys(value, at, "an output", {"after", "stdout", "stderr"});
    SimTime after;
    if (const JsonValue* given = value.find("after")) {
      read_time(*given, child_pointer(at, "after"), &after);
    }
    const JsonValue* const out = value.find("stdout");
    const JsonValue* const err = value.find("stderr");
    if ((out == nullptr) == (err == nullptr)) {
      faults_.add(value, at, out == nullptr ? "the output has no text" : "the output has two texts",
                  "give it `stdout` or `stderr`; what is printed at once is two outputs");
      return;
    }
    const char* const key = out != nullptr ? "stdout" : "stderr";
    read_text(out != nullptr ? *out : *err, child_pointer(at, key), out == nullptr, after);
  }

  void read_time(const JsonValue& value, const std::string& at, SimTime* time) {
    if (!faults_.expect(value, JsonType::kNumber, at)) return;
    const std::string fault = read_seconds(value.text, time);
    if (!fault.empty()) faults_.add(value, at, "expected simulated seconds: " + fault);
  }

  void read_status(const JsonValue& value, const std::string& at) {
    if (!faults_.expect(value, JsonType::kNumber, at)) return;
    int64_t status = 0;
    const std::string fault = read_whole(value.text, {0, kMostStatus}, &status);
    if (!fault.empty()) faults_.add(value, at, "expected an exit status: " + fault);
    entry_.status = static_cast<int32_t>(status);
  }

  void read_input(const JsonValue& value, const std::string& at) {
    if (!faults_.expect(value, JsonType::kString, at)) return;
    if (value.text == "read") {
      entry_.input = ProcessEntry::Input::kRead;
    } else if (value.text == "echo") {
      entry_.input = ProcessEntry::Input::kEcho;
    } else if (value.text != "ignore") {
      faults_.add(value, at, "nobody knows how to " + json_string(value.text) + " what is given",
                  "it is one of \"ignore\", \"read\", \"echo\"");
    }
  }

  void read_ignored(const JsonValue& value, const std::string& at) {
    if (!faults_.expect(value, JsonType::kList, at)) return;
    for (std::size_t i = 0; i < value.elements.size(); ++i) {
      const JsonValue& name = value.elements[i];
      if (!faults_.expect(name, JsonType::kString, child_pointer(at, i))) continue;
      if (signal_number(name.text) == 0) {
        faults_.add(name, child_pointer(at, i),
                    json_string(name.text) + " is no signal that can be ignored",
                    "write a name as \"SIGTERM\"");
      }
      entry_.ignores.push_back(name.text);
    }
  }

  JsonFaults& faults_;
  ProcessEntry entry_;
};

}  // namespace

ProcessTable read_processes(const JsonValue& value, const std::string& pointer,
                            JsonFaults* faults) {
  ProcessTable table;
  for (const JsonMember& member : value.members) {
    table.entries.push_back(ProcessReader(faults).read(member, child_pointer(pointer, member.key)));
  }
  return table;
}

}  // namespace grove
