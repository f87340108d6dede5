// The page around the viewer: it hands the browser's events to the module, draws its frames when
// they are due, and offers what a page has (clipboard, downloads, what is kept between visits, the
// address). What the module calls stands in `page` (page_web.h, page_library.js); what is called of
// it begins with _grove_ (window_web.cpp, main_web.cpp). The parts of the page, this one first, are
// one script, in a function of its own.

const canvas = document.getElementById('canvas');
const field = document.getElementById('field');
const chooser = document.getElementById('chooser');
const words = document.getElementById('words');
const mac = /Mac|iPhone|iPad/.test(navigator.platform);
const framed = window !== window.parent;
let module = null;  // once it runs

// --- texts, to the module and from it

// Calls `does` with the texts in the module's memory, which are gone after that.
function withTexts(texts, does) {
  const places = texts.map((text) => {
    const size = module.lengthBytesUTF8(text) + 1;
    const at = module._malloc(size);
    module.stringToUTF8(text, at, size);
    return at;
  });
  try {
    return does(...places);
  } finally {
    places.forEach((at) => module._free(at));
  }
}

function takenText(at) {
  const text = module.UTF8ToString(at);
  module._free(at);
  return text;
}

// --- frames

let due = false, timer = 0, last = 0, inSight = true;

function stopWith(text) {
  module = null;
  words.textContent = text;
}

function drawNow(now = performance.now()) {
  if (!module) return 0;
  const seconds = (now - last) / 1000;
  last = now;
  try {
    return module._grove_frame(seconds);
  } catch (fault) {
    console.error(fault);
    const small = fault instanceof RangeError || /memory/.test(fault.message);
    stopWith(small ? 'This run does not fit into what a page may use. Reload the page; the program grove has more room.'
                   : 'Grove has stopped by a fault of its own. Reload the page: what you made is offered again.');
    return 0;
  }
}

function wake() {
  clearTimeout(timer);
  if (due || !module || !inSight) return;
  due = true;
  requestAnimationFrame((now) => {
    due = false;
    const next = drawNow(now);
    if (next === 1) wake();
    if (next === 2) timer = setTimeout(wake, 400);
    if (next !== 1) address.note();
    tellOthers(now, next);
  });
}

new IntersectionObserver((entries) => {
  inSight = entries[entries.length - 1].isIntersecting;
  if (inSight) wake();
}).observe(canvas);

// --- size: the canvas has the screen's own pixels, whatever their ratio to the page's

function resize(exact) {
  const box = canvas.getBoundingClientRect();
  const pixels = (length, said) => {
    const wanted = Math.round(length * devicePixelRatio);
    // What the browser says is exact to the pixel where the ratio is no whole number.
    return Math.abs(said - wanted) <= 1 ? said : wanted;
  };
  const wide = pixels(box.width, exact?.inlineSize), high = pixels(box.height, exact?.blockSize);
  if (!module || wide === 0 || high === 0) return;
  canvas.width = wide;
  canvas.height = high;
  module._grove_resize(box.width, box.height, wide, high);
  drawNow();  // at once: a canvas that was given a size is empty
  wake();
}

function watchSize() {
  const observer = new ResizeObserver(([entry]) => resize(entry.devicePixelContentBoxSize?.[0]));
  try {
    observer.observe(canvas, {box: 'device-pixel-content-box'});
  } catch {  // not every browser has it
    observer.observe(canvas);
  }
  const watchRatio = () => matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
    .addEventListener('change', () => { resize(); watchRatio(); }, {once: true});
  watchRatio();
  resize();
}

canvas.addEventListener('webglcontextlost', (event) => {
  event.preventDefault();
  module?._grove_context(1);
});
canvas.addEventListener('webglcontextrestored', () => {
  module?._grove_context(0);
  wake();
});

// --- what the module calls

const kept = 'grove/';  // what is kept begins so; its value is when it was saved, and the text

const page = {
  title(text) { document.title = text; },
  cursor(name) { canvas.style.cursor = name; },
  fail(text) { stopWith(text); },
  textField(wanted, x, y, height) {
    if (wanted) {
      field.style.left = `${Math.round(x)}px`;
      field.style.top = `${Math.round(y)}px`;
      field.style.height = `${Math.round(height)}px`;
    }
    if (wanted === typing) return;
    typing = wanted;
    if (focused()) (typing ? field : canvas).focus({preventScroll: true});
  },
  copy(text) {
    if (!navigator.clipboard) return copyByField(text);
    navigator.clipboard.writeText(text).catch(() => copyByField(text));
  },
  download(name, bytes) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([bytes]));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  },
  askForFile() { chooser.click(); },
  inputWaits() { return navigator.scheduling?.isInputPending?.() ?? false; },
  load(name) {
    try {
      const value = localStorage.getItem(kept + name);
      return value === null ? null : value.slice(value.indexOf('\n') + 1);
    } catch {
      return null;
    }
  },
  save(name, text) {
    try {
      localStorage.setItem(kept + name, `${Date.now()}\n${text}`);
      return true;
    } catch {  // full, or not allowed
      return false;
    }
  },
  forget(name) {
    try {
      localStorage.removeItem(kept + name);
    } catch { /* nothing is kept then */ }
  },
  names(begin) {
    try {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(kept + begin));
      const saved = (name) => parseInt(localStorage.getItem(name), 10);
      return names.sort((a, b) => saved(b) - saved(a)).map((name) => name.slice(kept.length)).join('\n');
    } catch {
      return '';
    }
  },
};

// --- leaving

window.addEventListener('beforeunload', (event) => {
  if (module && !module._grove_may_close()) event.preventDefault();
});
document.addEventListener('visibilitychange', () => {
  if (document.hidden) module?._grove_may_close();
  else wake();
});

// --- for tests: frames drawn so far, what is shown and can be pressed, the record of a program

window.grove = {
  wake,
  times: {},  // of the first picture, in milliseconds since the page was asked for
  frames: () => module?._grove_frames() ?? 0,
  state: () => JSON.parse(takenText(module._grove_state())),
  items: () => JSON.parse(takenText(module._grove_items())),
  go(path) {
    withTexts([path], (at) => module._grove_go(at, -1));
    wake();
  },
  open(name, text) {
    putFile(name, new TextEncoder().encode(text), true);
    wake();
  },
  record(name, text) {
    putFile(name, new TextEncoder().encode(text), false);
    return withTexts([name], (at) => takenText(module._grove_record(at)));
  },
};

// --- start

async function start() {
  if (typeof DecompressionStream === 'undefined' || typeof WebAssembly === 'undefined') {
    return stopWith('This browser is too old for Grove: it needs one of 2023 or later.');
  }
  const began = performance.now();
  const wasmBinary = await unpacked(document.getElementById('module').textContent.trim());
  const started = await startGrove({page, wasmBinary, print: console.log, printErr: console.error});
  if (!started._grove_ready()) return;
  module = started;
  module._grove_mac(mac ? 1 : 0);
  last = performance.now();
  words.textContent = '';
  if (!framed) canvas.focus({preventScroll: true});
  beginEmbedding();
  await address.follow(location.hash);
  watchSize();
  window.grove.times = {picture: performance.now(), script: performance.now() - began};
}

start().catch((fault) => {
  console.error(fault);
  stopWith(`Grove cannot be started here: ${fault.message}`);
});
