// StateLine: what a task, a nursery or a scope is doing at the model's moment, in a line with exact
// times and messages, where words.h has few words. All of it comes from the model.
#pragma once

#include <string>

#include "engine/model/model.h"

namespace grove {

// "sleeps to 0.420", "asked to stop, waits for 2", "raised Bang: r01", "done".
std::string state_line(const Model& model, TaskId task);

// "body runs, 2 of 3 alive", "waits for 2", "cancelled, 2 left", "closed".
std::string state_line(const Model& model, NurseryId nursery);

// "until 0.300, 0.030 left", "no deadline", "cancelled by its deadline", "shielded, …".
std::string state_line(const Model& model, ScopeId scope);

// "nursery, line 26"; "move_on_after, line 41".
std::string title_of(const Model& model, NurseryId nursery);
std::string title_of(const Model& model, ScopeId scope);

// "Bang: r01", "ExceptionGroup[Bang, OSError]".
std::string exception_line(const Model& model, ExceptionId exception);

}  // namespace grove
