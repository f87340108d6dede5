// What the page offers to the viewer, and the viewer to the page: the border between C++ and the
// JavaScript of page.js. Functions named page_* are there (page_library.js); those named grove_*
// are here, and called by the page's events (window_web.cpp, and main_web.cpp).
//
//   Session session(page_files());        // what was opened or dropped, and the course
//
// Texts are UTF-8 that ends with a zero; lengths are those of the page, its CSS pixels.
#pragma once

#include <string>

#include "engine/files/files.h"

extern "C" {
void page_title(const char* text);
void page_cursor(const char* css_name);
// Where text is typed, so that the page can hold its own field over the caret; `wanted` 0: nowhere.
void page_text_field(int wanted, float x, float y, float height);
void page_copy(const char* text);
// Offers the bytes to the person as a file.
void page_download(const char* name, const char* bytes, int size);
// Nothing more is drawn, and this is said instead.
void page_fail(const char* words);
// The browser's own dialog for opening files; what is chosen comes as if it were dropped.
void page_ask_for_file();
// 1: something was pressed that the page has not handed on yet. Not every browser can tell: then 0.
int page_input_waits();
// What is kept for this page between two visits. The text is for the caller to free; null: nothing.
char* page_load(const char* name);
int page_save(const char* name, const char* text);  // 0 where it cannot be kept
void page_forget(const char* name);
// The names that begin so, the one that was saved last first, one a line; to be freed.
char* page_names(const char* begin);
}

namespace grove {

// In the place of a disk: the course in /course, which is compiled in, and what the person opened,
// dropped or saved, which is kept between visits where the browser allows it. Writing a file
// offers it as a download as well.
Files& page_files();

// A file of the person's, as the browser hands it over. Returns its path.
std::string take_file(const std::string& name, std::string bytes);

}  // namespace grove
