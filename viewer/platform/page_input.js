// What a person does, on its way to the module: keys, text, the pointer and fingers, files.

// --- keys

let typing = false;     // a text field of the viewer's has the caret
let composing = false;  // an input method is at work
let unnamed = false;    // the last key had no name: a phone's keyboard

const ours = (element) => element === canvas || element === field;
const focused = () => ours(document.activeElement);

function holdModifiers(event) {
  const graph = event.getModifierState('AltGraph');  // which Windows says as Control and Alt
  module._grove_modifiers((event.ctrlKey && !graph ? 1 : 0) | (event.shiftKey ? 2 : 0) |
                          (event.altKey && !graph ? 4 : 0) | (event.metaKey ? 8 : 0));
}

function press(code, written, down) {
  withTexts([code, written], (at, as) => module._grove_key(at, as, down ? 1 : 0));
}

function write(text) {
  withTexts([text], (at) => module._grove_text(at));
  wake();
}

// What the browser does itself: its tabs, its search, its tools.
function isBrowsers(event, command) {
  if (event.key === 'F11' || event.key === 'F12') return true;
  return command && /^[fhjlnprtuw1-9]$/.test(event.key.toLowerCase()) || event.ctrlKey && event.key === 'Tab';
}

function onKeyDown(event) {
  unnamed = event.key === 'Unidentified' || event.keyCode === 229;
  if (!module || composing || event.isComposing || unnamed || event.key === 'Dead') return;
  const graph = event.getModifierState('AltGraph');
  const command = mac ? event.metaKey : event.ctrlKey && !graph;
  holdModifiers(event);
  if (isBrowsers(event, command)) return;
  const letter = event.key.toLowerCase();
  // The text comes with the event `paste`: to ask for it would make some browsers ask the person.
  if (command && letter === 'v') return;
  const writes = [...event.key].length === 1 && (graph || !event.ctrlKey) && !event.metaKey &&
                 (graph || mac || !event.altKey);
  if (typing && writes) return;  // the field's own, by `input`
  event.preventDefault();
  press(event.code, event.key, true);
  // Macs never tell that a key went up while Command is held.
  if (event.metaKey && event.key !== 'Meta') press(event.code, event.key, false);
  if (writes) write(event.key);
  // Browsers let a page write to the clipboard only within the event that asks for it.
  if (command && (letter === 'c' || letter === 'x')) drawNow();
  wake();
}

function onKeyUp(event) {
  if (!module) return;
  holdModifiers(event);
  press(event.code, event.key, false);
  if (event.key === 'Meta') module._grove_focus(1);
  wake();
}

for (const element of [canvas, field]) {
  element.addEventListener('keydown', onKeyDown);
  element.addEventListener('keyup', onKeyUp);
  element.addEventListener('focus', () => { module?._grove_focus(1); wake(); });
  element.addEventListener('blur', (event) => {
    if (ours(event.relatedTarget)) return;
    module?._grove_focus(0);
    wake();
  });
}

// --- text, by a field of the browser's over the caret

function takeTyped() {
  const text = field.value;
  field.value = '';
  if (module && text) write(text);
}
field.addEventListener('input', () => { if (!composing) takeTyped(); });
field.addEventListener('compositionstart', () => {
  composing = true;
  field.classList.add('composing');
});
field.addEventListener('compositionend', () => {
  composing = false;
  field.classList.remove('composing');
  takeTyped();
});
field.addEventListener('beforeinput', (event) => {
  const code = {deleteContentBackward: 'Backspace', insertLineBreak: 'Enter'}[event.inputType];
  if (!module || !unnamed || !code) return;
  event.preventDefault();
  press(code, code, true);
  press(code, code, false);
  wake();
});

document.addEventListener('paste', (event) => {
  if (!module || !focused()) return;
  event.preventDefault();
  const files = [...event.clipboardData.files];
  if (files.length > 0) return takeFiles(files);
  withTexts([event.clipboardData.getData('text')], (at) => module._grove_clipboard(at));
  module._grove_modifiers(mac ? 8 : 1);
  press('KeyV', 'v', true);
  drawNow();
  press('KeyV', 'v', false);
  module._grove_modifiers(0);
  wake();
});

function copyByField(text) {
  const aside = document.createElement('textarea');
  const before = document.activeElement;
  aside.className = 'aside';
  aside.value = text;
  document.body.append(aside);
  aside.select();
  document.execCommand('copy');
  aside.remove();
  before?.focus({preventScroll: true});
}

// --- the pointer

const buttons = [0, 2, 1];  // the module's: left, right, middle
const fingers = new Map();  // by pointer: where each is
let gesture = null;         // of two fingers
let held = null;            // a finger's press that may yet become a gesture

function point(event, touch) {
  const box = canvas.getBoundingClientRect();
  module._grove_pointer(event.clientX - box.left, event.clientY - box.top, touch ? 1 : 0);
}

function pressHeld() {
  if (!held) return;
  clearTimeout(held.timer);
  held = null;
  module._grove_button(0, 1);
  wake();
}

const spread = () => {
  const [a, b] = [...fingers.values()];
  return {x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2,
          apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)};
};

function fingerDown(event) {
  fingers.set(event.pointerId, event);
  if (fingers.size === 1) {
    point(event, true);
    held = {event, timer: setTimeout(pressHeld, 90)};
  } else if (fingers.size === 2) {
    if (held) {
      clearTimeout(held.timer);
      held = null;
    } else {  // released where nothing is, so that nothing is clicked
      module._grove_pointer(-1e6, -1e6, 1);
      drawNow();
      module._grove_button(0, 0);
    }
    gesture = spread();
  }
}

function fingerMove(event) {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  if (gesture && fingers.size === 2) {
    fingers.set(event.pointerId, event);
    const now = spread();
    const stretched = Math.abs(now.apart - gesture.apart), moved = Math.abs(now.y - gesture.y);
    gesture.kind ??= Math.max(stretched, moved) < 8 ? undefined : stretched > moved ? 'pinch' : 'scroll';
    if (!gesture.kind) return;
    point({clientX: now.x, clientY: now.y}, true);
    module._grove_wheel(0, gesture.kind === 'pinch' ? Math.log(now.apart / gesture.apart) / Math.log(1.15)
                                                    : (now.y - gesture.y) / 40);
    gesture = {...now, kind: gesture.kind};
    return;
  }
  if (held && Math.hypot(event.clientX - held.event.clientX, event.clientY - held.event.clientY) > 6) pressHeld();
  if (!gesture) point(event, true);
}

function fingerUp(event) {
  if (!fingers.delete(event.pointerId)) return;
  if (gesture) {
    if (fingers.size === 0) gesture = null;
    return;
  }
  if (held) {
    pressHeld();
    drawNow();
  }
  module._grove_button(0, 0);
}

canvas.addEventListener('pointerdown', (event) => {
  if (!module) return;
  canvas.setPointerCapture(event.pointerId);
  if (!focused()) canvas.focus({preventScroll: true});
  if (event.pointerType === 'touch') {
    fingerDown(event);
  } else if (event.button in buttons) {
    holdModifiers(event);
    point(event, false);
    module._grove_button(buttons[event.button], 1);
  }
  wake();
});
canvas.addEventListener('pointermove', (event) => {
  if (!module) return;
  if (event.pointerType === 'touch') fingerMove(event);
  else point(event, false);
  wake();
});
for (const end of ['pointerup', 'pointercancel']) {
  canvas.addEventListener(end, (event) => {
    if (!module) return;
    if (event.pointerType === 'touch') {
      fingerUp(event);
    } else if (event.button in buttons || end === 'pointercancel') {
      point(event, false);
      module._grove_button(buttons[event.button] ?? 0, 0);
    }
    wake();
  });
}
canvas.addEventListener('pointerleave', (event) => {
  if (!module || event.pointerType === 'touch') return;
  module._grove_pointer(-1e6, -1e6, 0);
  wake();
});
// The focus is ours to place, and the viewer has menus of its own.
canvas.addEventListener('mousedown', (event) => event.preventDefault());
canvas.addEventListener('contextmenu', (event) => event.preventDefault());

canvas.addEventListener('wheel', (event) => {
  // The page around has its wheel to itself until somebody clicks in here.
  if (!module || framed && !focused()) return;
  event.preventDefault();
  point(event, false);
  const unit = [100, 3, 1][event.deltaMode];
  // A pinch on a touchpad comes as a wheel with Control, in small steps.
  const pinch = event.ctrlKey && event.deltaMode === 0 && Math.abs(event.deltaY) < 50;
  const across = event.shiftKey && event.deltaY === 0 ? event.deltaX : event.deltaY;
  module._grove_wheel(event.shiftKey ? 0 : -event.deltaX / unit, -across / (pinch ? 10 : unit));
  wake();
}, {passive: false});

// --- files

// All are put beside each other, so that a scenario finds its program; one of them is opened.
async function takeFiles(files) {
  if (!module) return;
  const rank = (file) => ['.json', '.jsonl', '.py'].findIndex((ending) => file.name.endsWith(ending));
  const shown = files.filter((file) => rank(file) >= 0).sort((a, b) => rank(a) - rank(b))[0] ?? files[0];
  const read = await Promise.all(files.map(async (file) => ({file, bytes: new Uint8Array(await file.arrayBuffer())})));
  read.sort((a, b) => (a.file === shown) - (b.file === shown));
  for (const {file, bytes} of read) putFile(file.name, bytes, file === shown);
  wake();
}

function putFile(name, bytes, shown) {
  const at = module._malloc(bytes.length + 1);
  module.HEAPU8.set(bytes, at);
  withTexts([name], (named) => module._grove_file(named, at, bytes.length, shown ? 1 : 0));
  module._free(at);
}

document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length > 0) takeFiles([...event.dataTransfer.files]);
});
chooser.addEventListener('change', () => {
  takeFiles([...chooser.files]);
  chooser.value = '';
});
