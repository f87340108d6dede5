#include "engine/text/tree_line.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/picture/orphans.h"
#include "engine/picture/state_line.h"

namespace grove {

namespace {

// Deeper rows keep the innermost branches only, after a count of the others: what is left of the
// line is for words.
constexpr int kDeepestBranches = 9;

const TreeRow& row_at(const TreeRows& tree, int row) {
  return tree.rows()[static_cast<std::size_t>(row)];
}

std::string branches(const TreeRows& tree, int row, OutputLook look) {
  const Glyphs& glyph = glyphs(look);
  const TreeRow& own = row_at(tree, row);
  if (own.depth == 0) return "";
  std::string text = own.created ? (own.last ? glyph.last_created : glyph.created)
                                 : (own.last ? glyph.last_branch : glyph.branch);
  int left = kDeepestBranches;
  int at = own.parent;
  for (; row_at(tree, at).depth > 0 && left > 0; at = row_at(tree, at).parent, --left) {
    text.insert(0, row_at(tree, at).last ? glyph.blank : glyph.bar);
  }
  const int hidden = row_at(tree, at).depth;
  if (hidden > 0) text.insert(0, fmt::format("{}{} ", glyph.ellipsis, hidden));
  return text;
}

std::string folded_words(const FoldedTasks& folded) {
  std::string words =
      folded.count() == 1 ? "1 task over" : fmt::format("{} tasks over", folded.count());
  std::string parts;
  const auto part = [&parts](int count, const char* word) {
    if (count > 0) parts += fmt::format("{}{} {}", parts.empty() ? ": " : ", ", count, word);
  };
  part(folded.done, "done");
  part(folded.cancelled, "cancelled");
  part(folded.failed, "failed");
  return words + parts;
}

// The row up to its words.
StyledLine head_of(const Model& model, const TreeRows& tree, int index, OutputLook look) {
  const TreeRow& row = row_at(tree, index);
  StyledLine line(branches(tree, index, look), TextStyle::kDim);
  switch (row.kind) {
    case TreeRow::Kind::kTask: {
      const TextStyle style = style_of(model.status(row.task));
      const int status = static_cast<int>(model.status(row.task));
      line.add(glyphs(look).status[status], style).add(" ");
      const std::string_view label = model.record().text(model.task(row.task).label);
      line.add(label.empty() ? "?" : label, TextStyle::kStrong);
      break;
    }
    case TreeRow::Kind::kNursery:
      line.add(title_of(model, row.nursery), TextStyle::kDim);
      break;
    case TreeRow::Kind::kScope:
      line.add(title_of(model, row.scope), TextStyle::kDim);
      break;
    case TreeRow::Kind::kFolded:
      line.add(glyphs(look).ellipsis, TextStyle::kDim);
      break;
    case TreeRow::Kind::kOrphans: {
      const Orphans orphans = orphans_of(model);
      line.add("nobody waits for these", TextStyle::kOrphan);
      line.add(fmt::format(" since {}: {} alive, {} started after that, {} {} lost",
                           format_time(orphans.since), orphans.alive, orphans.started, orphans.lost,
                           orphans.lost == 1 ? "exception" : "exceptions"),
               TextStyle::kDim);
      break;
    }
  }
  return line;
}

TextStyle style_of_scope(const Model& model, ScopeId id) {
  if (!id) return TextStyle::kDim;
  const ScopeFacts& scope = model.scope(id);
  if (!scope.open) return TextStyle::kDim;
  if (model.effective_cancel(id)) return TextStyle::kAsked;
  return scope.shield ? TextStyle::kShield : TextStyle::kDim;
}

// A nursery without a row of its own: what its task's words do not say already.
void add_inline_nursery(const Model& model, const TaskFacts& task, NurseryId id, OutputLook look,
                        StyledLine* line) {
  const NurseryFacts& nursery = model.nursery(id);
  if (nursery.phase == NurseryPhase::kClosed) return;
  line->add(glyphs(look).dot, TextStyle::kDim).add(title_of(model, id), TextStyle::kDim);
  const bool waits_for_it = task.blocked && task.block.nursery == id;
  if (waits_for_it && !(nursery.scope && model.scope(nursery.scope).cancelled)) return;
  line->add(": ", TextStyle::kDim).add(state_line(model, id), style_of_scope(model, nursery.scope));
}

void add_words(const Model& model, const TreeRow& row, OutputLook look, StyledLine* line) {
  const char* dot = glyphs(look).dot;
  switch (row.kind) {
    case TreeRow::Kind::kTask:
      line->add(state_line(model, row.task), style_of(model.status(row.task)));
      if (model.task(row.task).orphaned) line->add(dot).add("orphan", TextStyle::kOrphan);
      if (row.nursery) add_inline_nursery(model, model.task(row.task), row.nursery, look, line);
      break;
    case TreeRow::Kind::kNursery:
      line->add(state_line(model, row.nursery),
                style_of_scope(model, model.nursery(row.nursery).scope));
      break;
    case TreeRow::Kind::kScope:
      line->add(state_line(model, row.scope), style_of_scope(model, row.scope));
      break;
    case TreeRow::Kind::kFolded:
      line->add(folded_words(row.folded), TextStyle::kDim);
      return;
    case TreeRow::Kind::kOrphans:
      return;
  }
  if (row.folded.count() > 0)
    line->add(dot, TextStyle::kDim).add(folded_words(row.folded), TextStyle::kDim);
}

}  // namespace

StyledLine tree_line(const Model& model, const TreeRows& tree, int row, OutputLook look,
                     int words_column) {
  StyledLine line = head_of(model, tree, row, look);
  if (row_at(tree, row).kind == TreeRow::Kind::kOrphans) return line;
  line.pad_to(std::max(words_column, line.width() + 2));
  add_words(model, row_at(tree, row), look, &line);
  return line;
}

int words_column(const Model& model, const TreeRows& tree, int from, int to, OutputLook look,
                 int widest) {
  int column = 0;
  for (int row = from; row < to; ++row) {
    if (row_at(tree, row).kind == TreeRow::Kind::kOrphans) continue;
    column = std::max(column, head_of(model, tree, row, look).width() + 2);
  }
  return std::min(column, widest);
}

}  // namespace grove
