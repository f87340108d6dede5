// What the inspector is made of: heads, links, the chain of reasons, the scopes round a task.
#pragma once

#include <string>

#include "viewer/panels/drawing/rows.h"
#include "viewer/panels/drawing/task_face.h"

namespace grove {

// The left edge of everything in the inspector, and the height of a row.
inline constexpr float kInspectorSide = 16, kInspectorRow = 29;

// A part of the inspector's page: where it draws, and the rows it takes.
struct Page {
  const Session& session;
  const Ui& ui;
  const Region& region;
  Rows& rows;
  bool compact;  // too low for more than a name above the rows
};

// A name that does something. Returns where it ends.
float draw_link(const Region& region, const Ui& ui, const std::string& words,
                const Command& command, float x, float baseline, Family family = Family::kCode);

// A big badge, a name and what it does.
void draw_task_head(const Region& region, const TaskFace& face, std::string_view name,
                    const std::string& words);
void draw_rule(const Region& region, float y);
// "main › r1 line 37 › r11 line 37"
void draw_lineage(const Session& session, const Ui& ui, const Region& region, TaskId task,
                  float baseline);

// A heading of its own row.
void draw_section(const Page& page, const std::string& words);
void draw_line_of_text(const Page& page, const std::string& words);
// The same in as many lines as it takes, the later ones further in.
void draw_text(const Page& page, const std::string& words);
// What keeps a living task from its end, what could wake it, and why it was not cancelled; only the
// questions, to be clicked, where they were not asked.
void draw_why_not(const Page& page, TaskId task);
// The numbered chain of reasons behind an event.
void draw_why(const Page& page, EventId event, const std::string& question);
// What another order of the cards would change: what both print, line by line.
void draw_what_would_change(const Page& page);
// Who created a task of asyncio's, who waits for it, who could still see its end.
void draw_ties(const Page& page, TaskId task);
// The scopes that can cancel the task, from the inside out, and whose deadline holds.
void draw_scopes_round(const Page& page, TaskId task);
// The functions that the task is in, the innermost first.
void draw_calls(const Page& page, TaskId task);

}  // namespace grove
