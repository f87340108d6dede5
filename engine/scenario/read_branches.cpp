// Reading the branches of a saved sitting. What a branch does not say is as in the run that it
// departs from.
#include <algorithm>

#include "engine/record/interventions.h"
#include "engine/scenario/reader.h"

namespace grove {

void ScenarioReader::read_branches(Value value, Pointer pointer) {
  if (!faults_.expect(value, JsonType::kList, pointer)) return;
  for (std::size_t i = 0; i < value.elements.size(); ++i) {
    read_branch(value.elements[i], child_pointer(pointer, i));
  }
}

void ScenarioReader::read_branch(Value value, Pointer pointer) {
  SavedBranch branch;
  const std::size_t index = scenario_.branches.size();
  branch.inputs = scenario_.inputs;
  if (!faults_.expect(value, JsonType::kObject, pointer)) {
    scenario_.branches.push_back(std::move(branch));
    return;
  }
  faults_.check_keys(value, pointer, "a branch",
                     {"name", "of", "shown", "seed", "schedule", "knobs", "inputs", "program"});
  if (const JsonValue* of = value.find("of")) {
    int64_t number = 0;
    const std::string at = child_pointer(pointer, "of");
    if (read_integer(*of, at, &number)) {
      if (number >= 0 && static_cast<std::size_t>(number) < index) {
        branch.of = static_cast<std::size_t>(number);
        branch.inputs = scenario_.branches[*branch.of].inputs;
        branch.source = scenario_.branches[*branch.of].source;
      } else {
        faults_.add(*of, at, "there is no branch " + of->text + " before this one",
                    "branches count from 0, in the order of the list; without `of` one departs "
                    "from the file's own run");
      }
    }
  }
  const JsonValue* name = value.find("name");
  if (name == nullptr) {
    faults_.add(value, pointer, "`name` is missing", "say in a few words what was changed");
  } else if (read_string(*name, child_pointer(pointer, "name"), &branch.name) &&
             branch.name.empty()) {
    faults_.add(*name, child_pointer(pointer, "name"), "the name of the branch is empty",
                "say in a few words what was changed");
  }
  for (const JsonMember& part : value.members) {
    read_branch_part(part, child_pointer(pointer, part.key), &branch);
  }
  if (branch.source == scenario_.source) branch.source.reset();
  scenario_.branches.push_back(std::move(branch));
}

void ScenarioReader::read_branch_part(const JsonMember& part, Pointer pointer,
                                      SavedBranch* branch) {
  Value value = part.value;
  if (part.key == "seed") read_integer(value, pointer, &branch->inputs.seed);
  if (part.key == "schedule") {
    branch->inputs.schedule = {};
    read_schedule(value, pointer, &branch->inputs.schedule);
  }
  if (part.key == "inputs") {
    branch->inputs.interventions.clear();
    read_interventions(value, pointer, &branch->inputs.interventions);
  }
  if (part.key == "program") {
    branch->source.emplace();
    read_lines(value, pointer, &*branch->source);
  }
  if (part.key == "shown" && faults_.expect(value, JsonType::kBool, pointer)) {
    const bool taken = std::any_of(scenario_.branches.begin(), scenario_.branches.end(),
                                   [](const SavedBranch& other) { return other.shown; });
    if (value.boolean && taken) {
      faults_.add(value, pointer, "another branch is shown already", "only one can be");
    }
    branch->shown = value.boolean;
  }
  if (part.key != "knobs" || !faults_.expect(value, JsonType::kObject, pointer)) return;
  branch->inputs.knobs.clear();
  for (const JsonMember& knob : value.members) {
    std::string literal;
    if (read_string(knob.value, child_pointer(pointer, knob.key), &literal)) {
      branch->inputs.knobs.emplace_back(knob.key, literal);
    }
  }
}

}  // namespace grove
