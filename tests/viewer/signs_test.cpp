// The signs of the tree as pictures: drawn without a window, filled triangle by triangle here.
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <set>

#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"
#include "viewer/panels/drawing/text_probe.h"
#include "viewer/panels/legend.h"

namespace grove {
namespace {

// A small grey picture.
class Raster {
 public:
  Raster(int width, int height)
      : width_(width), grey_(static_cast<std::size_t>(width * height), 0) {}

  // Reads the vertices' colours alone: no text, and lines without soft edges.
  void fill(const ImDrawList& list) {
    for (const ImDrawCmd& command : list.CmdBuffer) {
      for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
        const ImDrawIdx* index = &list.IdxBuffer[static_cast<int>(command.IdxOffset + i)];
        fill(list.VtxBuffer[static_cast<int>(index[0])], list.VtxBuffer[static_cast<int>(index[1])],
             list.VtxBuffer[static_cast<int>(index[2])], command.ClipRect);
      }
    }
  }

  // Pixels that are told apart without colour: a third of the way from black to white.
  int pixels_unlike(const Raster& other) const {
    int count = 0;
    for (std::size_t i = 0; i < grey_.size(); ++i) {
      count += std::abs(grey_[i] - other.grey_[i]) >= 85 ? 1 : 0;
    }
    return count;
  }

 private:
  void fill(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ImVec4& clip) {
    const auto side = [](ImVec2 p, ImVec2 q, float x, float y) {
      return (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x);
    };
    const auto [left, right] = std::minmax({a.pos.x, b.pos.x, c.pos.x});
    const auto [top, bottom] = std::minmax({a.pos.y, b.pos.y, c.pos.y});
    const auto height = static_cast<int>(grey_.size()) / width_;
    const auto from_x = std::max({0, static_cast<int>(left), static_cast<int>(clip.x)});
    const auto from_y = std::max({0, static_cast<int>(top), static_cast<int>(clip.y)});
    const auto to_x = std::min({width_, static_cast<int>(right) + 1, static_cast<int>(clip.z)});
    const auto to_y = std::min({height, static_cast<int>(bottom) + 1, static_cast<int>(clip.w)});
    for (int row = from_y; row < to_y; ++row) {
      for (int column = from_x; column < to_x; ++column) {
        const float x = static_cast<float>(column) + 0.5f, y = static_cast<float>(row) + 0.5f;
        const float u = side(a.pos, b.pos, x, y), v = side(b.pos, c.pos, x, y),
                    w = side(c.pos, a.pos, x, y);
        const bool inside = (u >= 0 && v >= 0 && w >= 0) || (u <= 0 && v <= 0 && w <= 0);
        if (!inside) continue;
        const int alpha = static_cast<int>((a.col >> IM_COL32_A_SHIFT) & 255);
        const int green = static_cast<int>((a.col >> IM_COL32_G_SHIFT) & 255);
        int& pixel = grey_[static_cast<std::size_t>(row * width_ + column)];
        pixel += (green - pixel) * alpha / 255;
      }
    }
  }

  int width_;
  std::vector<int> grey_;
};

// Draws one picture on a context that shows nothing.
class Easel : private App {
 public:
  Easel() : platform_(open_nothing(400, 200)), fonts_(robot_fonts()) {
    ImGuiStyle& style = ImGui::GetStyle();
    style.AntiAliasedLines = style.AntiAliasedLinesUseTex = style.AntiAliasedFill = false;
  }

  Raster draw(const Theme& theme, const std::function<void(const Canvas&)>& paint) {
    theme_ = &theme;
    paint_ = &paint;
    platform_->run(*this);
    Raster raster(400, 200);
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) raster.fill(*list);
    return raster;
  }

  // How many vertices there are, if all of them are somewhere; −1 if not.
  int vertices() const {
    int count = 0;
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) {
      for (const ImDrawVert& vertex : list->VtxBuffer) {
        if (!std::isfinite(vertex.pos.x) || !std::isfinite(vertex.pos.y)) return -1;
        ++count;
      }
    }
    return count;
  }

 private:
  bool frame() override {
    const Style style{*theme_, fonts_};
    const Canvas c(*ImGui::GetBackgroundDrawList(), style, {0, 0}, 1);
    c.fill({0, 0, 400, 200}, 0, theme_->canvas);
    (*paint_)(c);
    return false;
  }
  bool busy() const override { return false; }
  void drop(const std::vector<std::string>&) override {}

  std::unique_ptr<Platform> platform_;
  Fonts fonts_;
  const Theme* theme_ = nullptr;
  const std::function<void(const Canvas&)>* paint_ = nullptr;
};

Raster card_of(Easel& easel, const Theme& theme, const LegendEntry& entry) {
  return easel.draw(theme, [&](const Canvas& c) {
    CardLook look;
    look.detail = {.name = false, .words = false};
    draw_task_card(c, entry.face, {40, 40, 202, 74}, {}, look);
  });
}

TEST_CASE("all states and endings differ without colour and without words") {
  Easel easel;
  const auto entries = legend_entries();
  CHECK(entries.size() == 21);
  for (const Theme* theme : {&dark_theme(), &light_theme(), &contrast_theme()}) {
    const Theme grey = without_colour(*theme);
    std::vector<Raster> cards;
    for (const LegendEntry& entry : entries) cards.push_back(card_of(easel, grey, entry));
    for (std::size_t i = 0; i < cards.size(); ++i) {
      // The test sees nothing where there is nothing.
      CHECK(cards[i].pixels_unlike(card_of(easel, grey, entries[i])) == 0);
      for (std::size_t j = 0; j < i; ++j) {
        CAPTURE(theme->name, entries[i].words, entries[i].meaning, entries[j].words);
        // As many as the smallest sign has: two glyphs in a badge, 25 by 25.
        CHECK(cards[i].pixels_unlike(cards[j]) >= 120);
      }
    }
  }
}

TEST_CASE("every state has its word, and two states never have the same word and the same glyph") {
  const auto entries = legend_entries();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CHECK(std::string(entries[i].words) != "");
    for (std::size_t j = 0; j < i; ++j) {
      const bool same = entries[i].face.glyph == entries[j].face.glyph &&
                        entries[i].face.first == entries[j].face.first &&
                        entries[i].face.orphaned == entries[j].face.orphaned;
      CHECK_FALSE(same);
    }
  }
}

// --- the legend ---------------------------------------------------------------------------------

// The entries that explain what the cards of a run show, at every event of it; what none explains
// is a failure.
void collect_entries(Session& session, std::set<const LegendEntry*>* met) {
  Model model(session.record());
  while (model.position() < session.record().size()) {
    model.forward();
    for (std::size_t i = 0; i < model.task_count(); ++i) {
      const TaskId task{static_cast<int32_t>(i)};
      TaskFace face = face_of(model, task, model.now());
      add_before_end(&face, session.recording().lanes().of(task).before_end, true);
      const LegendEntry* entry = legend_entry(face);
      INFO(session.record().text(model.task(task).label) << " after event " << model.position());
      REQUIRE(entry != nullptr);
      met->insert(entry);
    }
  }
}

// A program that does a thing of each kind that a card can tell of.
constexpr const char* kOfEverything = R"py(import trio

async def sleeper():
    await trio.sleep(5)

async def catcher():
    try:
        raise OSError
    except OSError:
        await trio.sleep(0.1)

async def late():
    with trio.move_on_after(0.1):
        await trio.sleep(5)

async def quick(event):
    await event.wait()

async def boss(nursery, event):
    await trio.sleep(0.2)
    event.set()
    nursery.cancel_scope.cancel()

async def reader(receive):
    await receive.receive()

async def locks(lock):
    async with lock:
        await trio.sleep(0.05)

async def failing():
    await trio.sleep(0.5)
    raise ValueError("gone")

async def holder():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(failing)
        nursery.start_soon(sleeper)

async def main():
    send, receive = trio.open_memory_channel(0)
    event = trio.Event()
    lock = trio.Lock()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(sleeper)
        nursery.start_soon(catcher)
        nursery.start_soon(late)
        nursery.start_soon(locks, lock)
        nursery.start_soon(locks, lock)
        nursery.start_soon(quick, event)
        nursery.start_soon(reader, receive)
        nursery.start_soon(boss, nursery, event)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 0.1)
        nursery.start_soon(holder)

trio.run(main)
)py";

TEST_CASE("what a card can show stands in the legend, and what stands there a card can show") {
  std::set<const LegendEntry*> met;
  Robot robot;
  const TemporaryFile everything("everything.py", kOfEverything);
  for (const std::string& file :
       {everything.path(), std::string("scenarios/files_and_network.json"),
        std::string("scenarios/roulette_nursery.json"),
        std::string("scenarios/roulette_timeout.json")}) {
    robot.open(file);
    collect_entries(robot.session(), &met);
  }
  // Of orphans, which Trio does not have, any state will do: their dots lie round its own sign.
  for (const LegendEntry& entry : legend_entries()) {
    TaskFace orphan = entry.face;
    orphan.orphaned = true;
    const LegendEntry* found = legend_entry(orphan);
    REQUIRE(found != nullptr);
    CHECK(found->face.orphaned);
    met.insert(found);
  }
  for (const LegendEntry& entry : legend_entries()) {
    CAPTURE(entry.name, entry.words);
    CHECK(met.count(&entry) == 1);
  }
}

TEST_CASE("the legend shows every one of its entries, whole, in windows of any size") {
  for (const auto& [width, height] : {std::pair{1280, 720}, {1600, 1000}, {3840, 2160}}) {
    for (const double text : {1.0, 1.5}) {
      CAPTURE(width, height, text);
      Robot robot(width, height);
      robot.open("scenarios/roulette_nursery.json");
      while (robot.session().view().regions.text_size < text - 0.01) {
        robot.session().apply(command::ScaleText{1});
      }
      robot.press(ImGuiKey_L);
      TextProbe probe;
      robot.frames(1);
      const auto shows = [&](const std::string& words) {
        return std::any_of(probe.drawn().begin(), probe.drawn().end(), [&](const DrawnText& drawn) {
          return drawn.window.find("/legend_") != std::string::npos && drawn.text == words &&
                 drawn.box.right() <= static_cast<float>(width) && drawn.box.h >= 8;
        });
      };
      for (const LegendEntry& entry : legend_entries()) {
        CAPTURE(entry.words, entry.meaning);
        CHECK(shows(entry.words));
        CHECK(shows(entry.meaning));
      }
      for (const char* words : {"caught", "time is up", "told: thick", "group in a group",
                                "cancelling", "passed it on", "nobody can go on"}) {
        CAPTURE(words);
        CHECK(shows(words));
      }
    }
  }
}

TEST_CASE("boxes without room, turned over or out of range are drawn as nothing, or somewhere") {
  Easel easel;
  const float lengths[] = {0, -5, 0.01f, 4000};
  for (const float w : lengths) {
    for (const float h : lengths) {
      CAPTURE(w, h);
      const Box box{10, 10, w, h};
      easel.draw(dark_theme(), [&](const Canvas& c) {
        for (const LegendEntry& entry : legend_entries()) {
          draw_task_card(c, entry.face, box, {entry.name, {entry.words}, {"spin(…)"}}, {});
        }
        c.fill(box, 8, c.theme().text);
        c.outline(box, 8, c.theme().text, 2);
        c.outline(box, 8, c.theme().text, 2, {9, 7, false});
        c.stripes(box, 8, c.theme().text, 14, 5);
        draw_glyph(c, Glyph::kSleep, {10, 10}, w, c.theme().text, 0.5f);
        draw_star(c, {10, 10}, w, h, 10, c.theme().text);
        c.line({10, 10}, {10 + w, 10 + h}, c.theme().text, 2);
      });
      CHECK(easel.vertices() >= 0);
    }
  }
}

TEST_CASE("paths of no length, dashes of no length and a canvas of no scale end") {
  Easel easel;
  easel.draw(dark_theme(), [&](const Canvas& c) {
    const Point same[] = {{5, 5}, {5, 5}, {5, 5}};
    c.path(same, c.theme().text, 2);
    c.path(same, c.theme().text, 2, Dashes{9, 7, false});
    const Point there[] = {{5, 5}, {50, 50}};
    c.path(there, c.theme().text, 2, Dashes{0, 0, true});
    c.path(std::span<const Point>{}, c.theme().text, 2, Dashes{9, 7, false});
    CHECK(rounded(same, 14).size() >= 2);
    CHECK(part_of(same, 0, 0.5f).size() <= 2);
    CHECK(part_of({}, 0, 1).empty());
    const Canvas flat = c.scaled(0, {5, 5});
    flat.path(there, c.theme().text, 2, Dashes{9, 7, true});
    flat.text(5, 5, "nothing", {});
    CHECK(std::isfinite(flat.unit({3, 3}).x));
    CHECK(std::isfinite(flat.width("nothing", {})));
  });
  CHECK(easel.vertices() >= 0);
}

}  // namespace
}  // namespace grove
