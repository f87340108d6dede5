#include "viewer/core/spoken.h"

#include <fmt/format.h>

#include "engine/picture/state_line.h"
#include "engine/picture/tree_rows.h"
#include "viewer/core/narration.h"

namespace grove {
namespace {

// More is not listened to; what is over is folded first.
constexpr std::size_t kMostRows = 150;

Selection selection_of(const TreeRow& row) {
  switch (row.kind) {
    case TreeRow::Kind::kTask:
      return Selection::of(row.task);
    case TreeRow::Kind::kNursery:
      return Selection::of(row.nursery);
    case TreeRow::Kind::kScope:
      return Selection::of(row.scope);
    default:
      return {};
  }
}

std::string words_of(const Model& model, const TreeRow& row) {
  switch (row.kind) {
    case TreeRow::Kind::kTask:
      return fmt::format("{}: {}", model.record().text(model.task(row.task).label),
                         state_line(model, row.task));
    case TreeRow::Kind::kNursery:
      return fmt::format("{}: {}", title_of(model, row.nursery), state_line(model, row.nursery));
    case TreeRow::Kind::kScope:
      return fmt::format("{}: {}", title_of(model, row.scope), state_line(model, row.scope));
    case TreeRow::Kind::kFolded:
      return fmt::format("{} that are over: {} done, {} cancelled, {} failed", row.folded.count(),
                         row.folded.done, row.folded.cancelled, row.folded.failed);
    case TreeRow::Kind::kOrphans:
      return "left behind by their parents";
  }
  return "";
}

}  // namespace

std::string name_of(const Model& model, const Selection& selection) {
  switch (selection.kind) {
    case Selection::Kind::kNothing:
      return "";
    case Selection::Kind::kTask:
      return model.path(selection.task());
    case Selection::Kind::kNursery:
      return model.scope_name(model.nursery(selection.nursery()).scope);
    case Selection::Kind::kScope:
      return model.scope_name(selection.scope());
    case Selection::Kind::kEvent:
      return "event:" + std::to_string(selection.id);
  }
  return "";
}

Spoken spoken_of(const Session& session) {
  const Model& model = session.model();
  Spoken spoken;
  spoken.moment = fmt::format("event {} of {}, {} s", model.position(), session.record().size(),
                              format_time(session.now()));
  spoken.caption = plain_text(caption_of(session).sentence);
  TreeRows tree(model, {});
  if (tree.rows().size() > kMostRows) tree = TreeRows(model, {RowOptions::Fold::kOverRows});
  for (const TreeRow& row : tree.rows()) {
    if (spoken.rows.size() == kMostRows) break;
    const Selection selection = selection_of(row);
    spoken.rows.push_back(
        {row.depth, words_of(model, row), name_of(model, selection),
         selection.kind != Selection::Kind::kNothing && selection == session.selection()});
  }
  return spoken;
}

}  // namespace grove
