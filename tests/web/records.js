'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {spawnSync} = require('child_process');

// Of the conformance programs, those of one file that need nothing beside them.
function programs(root) {
  const found = [];
  for (const folder of ['language', 'trio', 'asyncio', 'network']) {
    const whole = path.join(root, 'tests/conformance', folder);
    if (!fs.existsSync(whole)) continue;
    for (const name of fs.readdirSync(whole).sort()) {
      if (name.endsWith('.py')) found.push(path.join(whole, name));
    }
  }
  return found;
}

// The last digit of a transcendental function is the C library's, and theirs are two (cube roots).
const ofTwoLibraries = ['math_functions.py', 'math_powers_and_angles.py'];

module.exports = {
  async 'the record of every conformance program is the program\'s, byte for byte'(browser, {root, grove}) {
    const visit = await browser.visit();
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'grove-web-'));
    const others = [];
    let same = 0;
    for (const file of programs(root)) {
      const name = path.basename(file), text = fs.readFileSync(file, 'utf8');
      fs.writeFileSync(path.join(scratch, name), text);
      const native = spawnSync(grove, ['run', name, '--quiet', '--record', '-'], {cwd: scratch, maxBuffer: 1 << 30});
      const here = await visit.page.evaluate(([as, source]) => window.grove.record(as, source), [name, text]);
      if (native.stdout.toString() === here) same += 1;
      else if (native.stdout.length > 0 && !ofTwoLibraries.includes(name)) others.push(firstDifference(name, native.stdout.toString(), here));
    }
    fs.rmSync(scratch, {recursive: true});
    assert(same > 350, `${same} programs were compared and are the same\n${others.join('\n')}`);
    assert.deepStrictEqual(others, []);
  },
};

function firstDifference(name, native, here) {
  const a = native.split('\n'), b = here.split('\n');
  const line = a.findIndex((text, i) => text !== b[i]);
  return `${name}, line ${line + 1}:\n  program ${a[line]?.slice(0, 300)}\n  page    ${b[line]?.slice(0, 300)}`;
}
