// TaskFace: how a task shows itself anywhere in the window: glyph, colour, words. The tree, the
// source's chips, the timeline and the inspector all draw from it, so they never disagree.
#pragma once

#include <optional>

#include "engine/picture/lanes.h"
#include "engine/picture/words.h"
#include "viewer/panels/drawing/glyphs.h"

namespace grove {

struct TaskFace {
  TaskStatus status = TaskStatus::kReady;
  Glyph glyph = Glyph::kReady;
  float left = 0;  // of a sleep, 1 to 0
  bool orphaned = false;
  bool alive = true;
  std::optional<Glyph> first{};  // of two in the badge of one that ended: what came before
  bool won = false;              // it ended well and cancelled the others
};

TaskFace face_of(const Model& model, TaskId task, SimTime now);
// With another state and wait than the model's.
TaskFace face_of(const Model& model, TaskId task, const TaskMoment& moment, SimTime now);

// Of one that ended well, what it had been through: two glyphs where there is room, else the last;
// of a winner the crown.
void add_before_end(TaskFace* face, BeforeEnd before, bool room_for_two);

// What a wait is for, in one glyph: a pie, a bracket, a bell, a padlock, a
// capsule, a zigzag, a link.
Glyph glyph_of(WaitKind kind);

// The task's disc, ringed in purple when nobody waits for it.
void draw_face_disc(const Canvas& c, const TaskFace& face, Point centre, float radius,
                    ImU32 behind);

}  // namespace grove
