// Knobs: the values of a scenario's knobs as a person reads and turns them. Values are Python
// literals in source form.
#pragma once

#include <string>

#include "viewer/core/player/recording.h"

namespace grove {

// The value in force: set from outside, else the program's own first assignment.
std::string knob_value(const Recording& recording, const Knob& knob);

// What the program itself assigns to a constant first; empty if nothing is found.
std::string program_value(const std::vector<std::string>& program, const std::string& name);
// The value without anything turned: the file's, else the program's.
std::string own_value(const Scenario& scenario, const Recording& recording,
                      const std::string& knob);
// Turns a knob. A value that is the file's own leaves the inputs as the file has them.
void set_knob(Inputs* inputs, const Scenario& scenario, const Recording& recording,
              const std::string& name, const std::string& literal);

// As a person writes it: "['r01']" is r01, "True" is yes, "[]" is none.
std::string knob_words(const std::string& literal);

// What a knob that is no range can be.
std::vector<std::string> knob_choices(const Knob& knob);
// The choice that means the same, whatever quotes and blanks it is written with; -1 if none does.
int index_of_choice(const Knob& knob, const std::string& literal);

// A range's value a step further, within its limits.
std::string stepped(const Knob& knob, const std::string& literal, int step);

}  // namespace grove
