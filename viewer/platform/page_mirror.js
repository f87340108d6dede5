// The picture in words, in elements of the page's own: a screen reader walks them, a browser finds
// and translates them. They say what the canvas shows, and pressing one is pressing it there; what
// is selected in one is selected in the other.

const byId = (id) => document.getElementById(id);
let mirrored = '', toldAt = 0;

// When the picture has come to rest, and now and then while it moves.
function tellOthers(now, next) {
  if (!module || next === 1 && now - toldAt < 400) return;
  toldAt = now;
  const text = takenText(module._grove_state()) + takenText(module._grove_items());
  if (text === mirrored) return;
  mirrored = text;
  const state = window.grove.state();
  if (address.sought && !state.seeking) {
    withTexts([address.sought], (name) => module._grove_select(name));
    address.sought = '';
    wake();
  }
  mirror(state, window.grove.items());
  tellFrame(state);
}

function setText(id, text) {
  if (byId(id).textContent !== text) byId(id).textContent = text;
}

function mirror(state, items) {
  setText('title', state.title ?? 'Grove');
  setText('moment', state.moment ?? '');
  // While it plays, a reader would fall behind.
  if (!state.playing) setText('caption', [state.caption, state.notice, ...state.faults].filter(Boolean).join(' '));
  mirrorTree(state.tree ?? []);
  mirrorControls(items);
}

// Elements stay as long as what they stand for, so that nobody's place among them is lost.
function fill(parent, count, make) {
  while (parent.childElementCount > count) parent.lastElementChild.remove();
  while (parent.childElementCount < count) parent.append(make());
}

function mirrorTree(rows) {
  const tree = byId('tree');
  fill(tree, rows.length, () => {
    const row = document.createElement('li');
    row.setAttribute('role', 'treeitem');
    row.addEventListener('click', () => select(row));
    row.addEventListener('keydown', walk);
    return row;
  });
  rows.forEach((row, i) => {
    const element = tree.children[i];
    if (element.textContent !== row.words) element.textContent = row.words;
    element.dataset.name = row.name;
    element.setAttribute('aria-level', row.depth + 1);
    element.setAttribute('aria-selected', row.selected);
    element.tabIndex = row.selected || i === 0 && !rows.some((other) => other.selected) ? 0 : -1;
  });
  tree.hidden = rows.length === 0;
}

function select(row) {
  if (!module || !row.dataset.name) return;
  withTexts([row.dataset.name], (name) => module._grove_select(name));
  module._grove_wake();
  wake();
}

function walk(event) {
  const next = {ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling'}[event.key];
  const row = next ? event.target[next] : event.key === 'Enter' || event.key === ' ' ? event.target : null;
  if (!row) return;
  event.preventDefault();
  row.focus();
  select(row);
}

function mirrorControls(items) {
  // One of a name is enough, and what has no letters is a handle for the mouse.
  const named = [...new Map(items.filter((item) => /\p{L}/u.test(item.label.split('##')[0]))
    .map((item) => [item.label.split('##')[0], item])).entries()];
  const controls = byId('controls');
  fill(controls, named.length, () => {
    const button = document.createElement('button');
    button.tabIndex = -1;  // by Tab one goes on to what follows the canvas
    button.addEventListener('click', () => pressAt(button));
    return button;
  });
  named.forEach(([label, item], i) => {
    const button = controls.children[i];
    if (button.textContent !== label) button.textContent = label;
    button.dataset.x = item.x + item.width / 2;
    button.dataset.y = item.y + item.height / 2;
  });
}

// As the mouse would: it comes, is seen there, presses and lets go.
function pressAt(button) {
  if (!module) return;
  module._grove_pointer(Number(button.dataset.x), Number(button.dataset.y), 0);
  drawNow();
  module._grove_button(0, 1);
  drawNow();
  module._grove_button(0, 0);
  wake();
}
