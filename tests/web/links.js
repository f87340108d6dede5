'use strict';
const assert = require('assert');

const hashOf = (visit, holds) => visit.page.waitForFunction(holds).then(() => visit.page.evaluate(() => location.hash));

module.exports = {
  async 'the address leads to the moment and the selection that are shown'(browser) {
    const visit = await browser.visit({hash: '#race'});
    await visit.until((state) => state.path === '/course/race.json', 'the lesson of the link');
    await visit.press('End', 'ArrowLeft', 'Tab');
    const {event} = await visit.state();
    await visit.page.waitForFunction((wanted) => {
      window.grove.wake();
      return location.hash.includes(`&event=${wanted}&select=`);
    }, event);
    const hash = await visit.page.evaluate(() => location.hash);
    assert(hash.startsWith('#race&'), hash);
    const other = await browser.visit({hash});
    await other.until((state) => state.event === event && state.path === '/course/race.json', 'the same');
    await other.page.waitForFunction((same) => { window.grove.wake(); return location.hash === same; }, hash);
  },

  async 'a scenario that was edited travels in the address'(browser) {
    const visit = await browser.visit();
    await visit.press('Control+e');
    await visit.until((state) => state.draft !== null, 'the editor');
    await visit.press('Control+Home');
    await visit.page.keyboard.type('# of mine');
    await visit.press('Enter', 'Control+Enter', 'Escape');
    await visit.until((state) => state.draft === null && !state.computing, 'the edited program runs');
    await visit.frames(60);
    const hash = await hashOf(visit, () => { window.grove.wake(); return location.hash.includes('&z='); });
    const other = await browser.visit({hash});
    await other.press('Control+e');
    await other.until((state) => state.draft?.startsWith('# of mine\n'), 'the edited program');
  },

  async 'the back button goes to the scenario before'(browser) {
    const visit = await browser.visit({hash: '#race'});
    await visit.page.waitForFunction(() => { window.grove.wake(); return location.hash.startsWith('#race&event='); });
    await visit.page.evaluate(() => window.grove.go('/course/hog.json'));
    await visit.page.waitForFunction(() => { window.grove.wake(); return location.hash.startsWith('#hog&event='); });
    await visit.page.goBack();
    await visit.until((state) => state.path === '/course/race.json', 'the one before');
  },

  async 'a link to what is not there says so'(browser) {
    const page = await (await browser.profile()).newPage();
    await page.goto(`${browser.base}/grove.html#no_such_lesson`);
    await page.waitForFunction(() => window.grove?.frames() > 1 && window.grove.state().faults.length > 0);
  },
};
