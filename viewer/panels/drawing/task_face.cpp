#include "viewer/panels/drawing/task_face.h"

#include <algorithm>

#include "engine/picture/orphans.h"

namespace grove {

Glyph glyph_of(WaitKind kind) {
  switch (kind) {
    case WaitKind::kSleep:
    case WaitKind::kForever:
    case WaitKind::kTimeout:
      return Glyph::kSleep;
    case WaitKind::kNursery:
    case WaitKind::kGather:
    case WaitKind::kTask:
    case WaitKind::kStart:
      return Glyph::kNursery;
    case WaitKind::kChannelSend:
    case WaitKind::kChannelReceive:
    case WaitKind::kQueueGet:
    case WaitKind::kQueuePut:
      return Glyph::kChannel;
    case WaitKind::kThread:
      return Glyph::kThread;
    case WaitKind::kIo:
    case WaitKind::kConnect:
    case WaitKind::kAccept:
    case WaitKind::kReceive:
    case WaitKind::kSend:
      return Glyph::kNet;
    case WaitKind::kLock:
    case WaitKind::kSemaphore:
    case WaitKind::kLimiter:
      return Glyph::kLock;
    default:
      return Glyph::kEvent;
  }
}

namespace {

TaskFace face_of(const TaskFacts& task, TaskStatus status, const Block& block, SimTime now) {
  TaskFace face;
  face.status = status;
  face.glyph = look_of(face.status).glyph;
  face.orphaned = task.orphaned;
  face.alive = task.alive;
  if (face.status != TaskStatus::kWaiting) return face;
  face.glyph = glyph_of(block.on);
  if (block.until != kNever && block.until > block.since) {
    const double whole = static_cast<double>((block.until - block.since).ns);
    const double rest = static_cast<double>((block.until - now).ns);
    face.left = static_cast<float>(std::clamp(rest / whole, 0.0, 1.0));
  } else {
    face.left = 1;
  }
  return face;
}

}  // namespace

TaskFace face_of(const Model& model, TaskId id, SimTime now) {
  const TaskFacts& task = model.task(id);
  TaskFace face = face_of(task, model.status(id), task.block, now);
  face.orphaned = is_among_orphans(model, id);
  return face;
}

TaskFace face_of(const Model& model, TaskId id, const TaskMoment& moment, SimTime now) {
  return face_of(model.task(id), moment.status, moment.block, now);
}

void add_before_end(TaskFace* face, BeforeEnd before, bool room_for_two) {
  if (face->status != TaskStatus::kDone) return;
  face->won = before == BeforeEnd::kWon;
  if (!room_for_two) {
    if (face->won) face->glyph = Glyph::kWinner;
    return;
  }
  switch (before) {
    case BeforeEnd::kNothing:
      return;
    case BeforeEnd::kCaughtError:
      face->first = Glyph::kCaught;
      return;
    case BeforeEnd::kTimedOut:
      face->first = Glyph::kFired;
      return;
    case BeforeEnd::kAsked:
      face->first = Glyph::kAsked;
      return;
    case BeforeEnd::kWon:
      face->first = Glyph::kWinner;
      face->glyph = Glyph::kCancelCall;
  }
}

void draw_face_disc(const Canvas& c, const TaskFace& face, Point centre, float radius,
                    ImU32 behind) {
  draw_state_disc(c, face.status, face.glyph, centre, radius, behind, face.left);
  if (face.orphaned) {
    c.circle(centre, radius, c.theme().outline(Hue::kPurple), std::max(2.0f, radius * 0.21f));
  }
}

}  // namespace grove
