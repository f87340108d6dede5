// What viewer/platform/page_web.h declares, for Emscripten's linker: handed on to the object that
// page.js gives the module, with texts as JavaScript has them.
mergeInto(LibraryManager.library, {
  $textOf: function (text) {
    if (text === null || text === undefined) return 0;
    const size = lengthBytesUTF8(text) + 1;
    const at = _malloc(size);
    stringToUTF8(text, at, size);
    return at;
  },
  $textOf__deps: ['malloc'],
  page_title: function (text) { Module['page'].title(UTF8ToString(text)); },
  page_cursor: function (name) { Module['page'].cursor(UTF8ToString(name)); },
  page_text_field: function (wanted, x, y, height) {
    Module['page'].textField(wanted !== 0, x, y, height);
  },
  page_copy: function (text) { Module['page'].copy(UTF8ToString(text)); },
  page_download: function (name, bytes, size) {
    Module['page'].download(UTF8ToString(name), HEAPU8.slice(bytes, bytes + size));
  },
  page_fail: function (text) { Module['page'].fail(UTF8ToString(text)); },
  page_ask_for_file: function () { Module['page'].askForFile(); },
  page_input_waits: function () { return Module['page'].inputWaits() ? 1 : 0; },
  page_load: function (name) { return textOf(Module['page'].load(UTF8ToString(name))); },
  page_load__deps: ['$textOf'],
  page_save: function (name, text) {
    return Module['page'].save(UTF8ToString(name), UTF8ToString(text)) ? 1 : 0;
  },
  page_forget: function (name) { Module['page'].forget(UTF8ToString(name)); },
  page_names: function (begin) { return textOf(Module['page'].names(UTF8ToString(begin))); },
  page_names__deps: ['$textOf'],
});
