// Exceptions in the tree: a star for one, an envelope for a group, on their way from the task where
// they began to whoever hears of them, or waiting in a nursery until that closes.
#pragma once

#include "engine/model/record_index.h"
#include "viewer/panels/tree/tree_nodes.h"
#include "viewer/panels/tree/tree_scene.h"

namespace grove {

enum class ExceptionToken : uint8_t { kOne, kGroup, kNested };
void draw_token(const Canvas& c, Point centre, float size, ExceptionToken token);

// Those of one bracket; above its edges and pill.
void draw_tokens(const Canvas& c, const TreeScene& scene, int bracket, const RecordIndex& names,
                 NodeDetail detail, std::vector<Box>* labels);

// The exception that a task ended with and that lies in it, because nobody has asked for it: on the
// upper edge of its card. Nothing for other tasks.
void draw_kept_exception(const Canvas& c, const Model& model, TaskId task, const Box& card,
                         NodeDetail detail);

// What a task failed with, right of its card where that has no room for it, not beyond `most`;
// nothing for one whose exception stands above it.
void draw_failure_beside(const Canvas& c, const TreeScene& scene, int node, float most,
                         NodeDetail detail);

// Which token an exception gets.
ExceptionToken token_of(const Model& model, ExceptionId exception);

// An exception's name beside its token, the longest way that fits between `x` and `right`; returns
// where it ends.
float draw_token_label(const Canvas& c, const std::vector<std::string>& ways, float size, float x,
                       float right, float y);

}  // namespace grove
