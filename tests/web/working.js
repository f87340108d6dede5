'use strict';
const assert = require('assert');

module.exports = {
  async 'the roulette is played, paused, and stepped back'(browser) {
    const visit = await browser.visit();
    await visit.press('Space');
    await visit.until((state) => state.playing && state.event > 3, 'it plays');
    await visit.press('Space');
    const {event, playing} = await visit.state();
    assert.strictEqual(playing, false);
    await visit.press('ArrowLeft');
    const back = await visit.state();
    assert(back.event < event, `${back.event} is before ${event}`);
    await visit.press('ArrowRight');
    assert.strictEqual((await visit.state()).event, event);
    await visit.press('End');
    await visit.until((state) => state.event === state.events, 'the end');
    await visit.press('Home');
    assert((await visit.state()).event < event);
  },

  async 'an act makes a second future, and undo takes it back'(browser) {
    const visit = await browser.visit({hash: '#roulette_nursery&event=30&select=main/r0'});
    await visit.until((state) => state.event === 30, 'the place of the link');
    await visit.press('x');
    await visit.until((state) => state.branches === 2, 'two branches');
    await visit.press('Control+z');
    await visit.until((state) => state.branches === 1, 'one again');
  },

  async 'what can be pressed is pressed with the mouse'(browser) {
    const visit = await browser.visit();
    const before = await visit.colours();
    await visit.click('All keys');
    assert.notStrictEqual(await visit.colours(), before);
    await visit.press('Escape');
    await visit.click('Theme');
    assert.notStrictEqual(await visit.colours(), before);
  },

  async 'a program that never ends does not freeze the page'(browser) {
    const visit = await browser.visit();
    await visit.page.evaluate(() => window.grove.open('spin.py',
      'import trio\n\nasync def main():\n    while True:\n        await trio.lowlevel.checkpoint()\n\ntrio.run(main)\n'));
    await visit.until((state) => state.path === '/files/spin.py', 'it is open');
    await visit.frames(20);
    await visit.press('ArrowRight', 'ArrowRight');
    assert((await visit.state()).event > 0);
  },
};
