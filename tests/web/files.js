'use strict';
const assert = require('assert');
const fs = require('fs');

const program = 'import trio\n\nasync def main():\n    print("hello, é")\n    await trio.sleep(1)\n\ntrio.run(main)\n';

async function drop(visit, files) {
  await visit.page.evaluate((dropped) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(dropped)) transfer.items.add(new File([text], name));
    document.getElementById('canvas').dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: transfer}));
  }, files);
}

module.exports = {
  async 'a program that is dropped opens'(browser) {
    const visit = await browser.visit();
    await drop(visit, {'mine.py': program});
    const state = await visit.until((s) => s.path === '/files/mine.py', 'it is open');
    assert.deepStrictEqual(state.faults, []);
  },

  async 'a scenario and its program are dropped together'(browser) {
    const visit = await browser.visit();
    await drop(visit, {'p.py': program, 'mine.json': '{"grove": 1, "title": "Mine", "program": "p.py"}'});
    await visit.until((state) => state.title === 'Mine', 'the scenario is open');
  },

  async 'a file with a fault is answered with its place'(browser) {
    const visit = await browser.visit();
    await drop(visit, {'broken.py': 'import trio\ntrio.run(\n'});
    await visit.until((state) => state.faults.length > 0, 'the fault is said');
    assert.strictEqual((await visit.state()).title, 'Roulette with nurseries', 'what was open stays');
  },

  async 'saving is a download, and the file is there at the next visit'(browser) {
    const context = await browser.profile();
    const visit = await browser.visit({context});
    await drop(visit, {'mine.py': program});
    await visit.until((state) => state.path === '/files/mine.py', 'it is open');
    await visit.press('Control+s');
    const download = visit.page.waitForEvent('download');
    await visit.press('Enter');
    const saved = await download;
    assert.match(saved.suggestedFilename(), /^mine.*\.json$/);
    const text = fs.readFileSync(await saved.path(), 'utf8');
    assert([JSON.parse(text).program].flat().join('\n').includes('hello, é'), 'the program is inside');
    const {path} = await visit.state();
    await visit.page.close();
    const again = await browser.visit({context});
    await again.page.evaluate((where) => window.grove.go(where), path);
    await again.until((state) => state.path === path, 'it is open again');
  },
};
