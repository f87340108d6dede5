'use strict';
const assert = require('assert');

async function opens(browser, from) {
  const visit = await browser.visit({from});
  const state = await visit.state();
  assert.strictEqual(state.title, 'Roulette with nurseries');
  assert.deepStrictEqual(state.faults, []);
  assert.match(await visit.page.title(), /^Roulette with nurseries · Grove$/);
  assert((await visit.colours()) > 100, 'there is a picture');
  assert.deepStrictEqual(visit.said, [], 'the browser has nothing to say');
  assert.strictEqual(visit.asked.length, 1, `asked for the page alone: ${visit.asked}`);
}

module.exports = {
  'it opens from a file': (browser) => opens(browser, 'file'),
  'it opens from a server': (browser) => opens(browser, 'server'),

  async 'its policy lets nothing be fetched and no other script run'(browser) {
    const visit = await browser.visit();
    const fetched = await visit.page.evaluate(() => fetch('/other').then(() => true, () => false));
    assert.strictEqual(fetched, false);
    const ran = await visit.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.stranger = true';
      document.body.append(script);
      return window.stranger === true;
    });
    assert.strictEqual(ran, false);
    assert(visit.said.some((words) => words.includes('Content Security Policy')));
  },

  async 'no frame is drawn while nothing moves'(browser) {
    const visit = await browser.visit();
    // The one thing that only time can show.
    await visit.page.waitForTimeout(15000);
    const before = await visit.page.evaluate(() => window.grove.frames());
    await visit.page.waitForTimeout(1500);
    assert.strictEqual(await visit.page.evaluate(() => window.grove.frames()), before);
    await visit.page.mouse.move(300, 300);
    await visit.page.waitForFunction((frames) => window.grove.frames() > frames, before);
  },
};
