'use strict';
const assert = require('assert');

// At the roulette, in the editor.
async function editing(browser) {
  const visit = await browser.visit();
  await visit.press('Control+e');
  await visit.until((state) => state.draft !== null, 'the program can be edited');
  await visit.frames(4);
  await visit.press('Control+Home');
  return visit;
}

module.exports = {
  async 'a line is typed with é, @ and {, and runs'(browser) {
    const visit = await editing(browser);
    await visit.page.keyboard.type('# é @ { ñ', {delay: 20});
    await visit.press('Enter');
    await visit.until((state) => state.draft.startsWith('# é @ { ñ\n'), 'what was typed stands there');
    await visit.press('Control+Enter');
    await visit.until((state) => state.faults.length === 0 && state.branches >= 1, 'it runs');
  },

  async 'text that an input method composes arrives once, and whole'(browser) {
    const visit = await editing(browser);
    await visit.page.keyboard.insertText('# 日本');
    await visit.frames();
    const session = await visit.page.context().newCDPSession(visit.page);
    await session.send('Input.imeSetComposition', {text: 'か', selectionStart: 1, selectionEnd: 1});
    await visit.frames();
    assert(!(await visit.state()).draft.includes('か'), 'not before it is decided');
    await session.send('Input.insertText', {text: '化'});
    await visit.until((state) => state.draft.startsWith('# 日本化'), 'what was composed');
  },

  async 'copying works at the first try, and pasting too'(browser) {
    const visit = await browser.visit();
    await visit.press('Control+c');
    const copied = await visit.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^grove-viewer .*roulette_nursery\.json/);
    await visit.page.evaluate(() => navigator.clipboard.writeText('# pasted: ü\nX = 1\n'));
    await visit.press('Control+e');
    await visit.until((state) => state.draft !== null, 'the editor');
    await visit.press('Control+Home', 'Control+v');
    await visit.until((state) => state.draft.startsWith('# pasted: ü\nX = 1\n'), 'the text');
    await visit.press('Control+z');
    await visit.until((state) => !state.draft.startsWith('# pasted'), 'undone at once');
  },

  async 'keys that were held are let go when the page loses the focus'(browser) {
    const after = async (prepare, key) => {
      const visit = await browser.visit();
      await prepare(visit.page);
      await visit.press(key);
      return (await visit.state()).event;
    };
    const nothing = () => {};
    const held = async (page) => {
      await page.keyboard.down('Control');
      await page.evaluate(() => document.activeElement.blur());
      await page.keyboard.up('Control');
      await page.locator('#canvas').focus();
    };
    const step = await after(nothing, 'ArrowRight');
    assert.notStrictEqual(await after(nothing, 'Control+ArrowRight'), step, 'a step of a task is another');
    assert.strictEqual(await after(held, 'ArrowRight'), step);
  },

  async 'keys do nothing while the page is not focused'(browser) {
    const visit = await browser.visit();
    await visit.page.evaluate(() => document.activeElement.blur());
    const {event} = await visit.state();
    await visit.press('ArrowRight');
    assert.strictEqual((await visit.state()).event, event);
  },
};
