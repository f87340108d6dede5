// The inspector: what is selected, where it comes from and why it is as it is; with nothing
// selected, what everybody waits for.
#pragma once

#include <string>
#include <vector>

#include "viewer/panels/panel.h"

namespace grove {

class InspectorPanel {
 public:
  void draw(const Session& session, const Ui& ui, const Box& box);

 private:
  void draw_moment(const Session& session, const Ui& ui, const Region& region);
  void draw_task(const Session& session, const Ui& ui, const Region& region, TaskId task);
  void draw_scope(const Session& session, const Ui& ui, const Region& region, ScopeId scope);
  void draw_nursery(const Session& session, const Ui& ui, const Region& region, NurseryId nursery);
  float draw_why(const Session& session, const Ui& ui, const Region& region, EventId event,
                 const std::string& question, float y);
  float draw_scopes_round(const Session& session, const Ui& ui, const Region& region, TaskId task,
                          float y);

  void list_alive(const Session& session);

  // Of the moment that is shown: who is alive, by when they wake.
  const Record* record_ = nullptr;
  std::size_t position_ = 0;
  std::vector<TaskId> alive_;

  float scroll_ = 0;
  Selection scrolled_;  // what scroll_ belongs to
};

}  // namespace grove
