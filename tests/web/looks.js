'use strict';
const assert = require('assert');
const fs = require('fs');

const screens = {
  phone: {viewport: {width: 390, height: 844}, deviceScaleFactor: 2, hasTouch: true, isMobile: true},
  laptop: {viewport: {width: 1280, height: 720}, deviceScaleFactor: 1},
  'laptop at 150 %': {viewport: {width: 1280, height: 720}, deviceScaleFactor: 1.5},
  projector: {viewport: {width: 1920, height: 1080}, deviceScaleFactor: 1},
};

module.exports = {
  async 'the canvas has the screen\'s own pixels, on every screen'(browser, {root}) {
    fs.mkdirSync(`${root}/build/web/pictures`, {recursive: true});
    for (const [name, looks] of Object.entries(screens)) {
      const visit = await browser.visit({...looks, hash: '#roulette_nursery&event=40'});
      await visit.until((state) => state.event === 40, 'the moment');
      await visit.frames(30);
      const size = await visit.page.evaluate(() => [document.getElementById('canvas').width, document.getElementById('canvas').height]);
      const ratio = looks.deviceScaleFactor;
      assert.deepStrictEqual(size, [looks.viewport.width * ratio, looks.viewport.height * ratio], name);
      await visit.page.screenshot({path: `${root}/build/web/pictures/${name}.png`});
      assert((await visit.colours()) > 100, name);
    }
  },

  async 'it follows the window\'s size'(browser) {
    const visit = await browser.visit();
    await visit.page.setViewportSize({width: 900, height: 640});
    await visit.page.waitForFunction(() => document.getElementById('canvas').width === 900);
    await visit.frames(2);
    const {x, width} = await visit.item('All keys');
    assert(x + width <= 900 && x > 800, 'the button stays at the right edge');
  },

  async 'a lost graphics context is rebuilt'(browser) {
    const visit = await browser.visit({hash: '#roulette_nursery&event=40'});
    await visit.until((state) => state.event === 40, 'the moment');
    await visit.frames(30);
    await visit.page.evaluate(() => {
      window.lost = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
      window.lost.loseContext();
    });
    await visit.page.waitForFunction(() => document.getElementById('canvas').getContext('webgl2').isContextLost());
    await visit.page.evaluate(() => window.lost.restoreContext());
    await visit.page.waitForFunction(() => !document.getElementById('canvas').getContext('webgl2').isContextLost());
    await visit.frames(6);
    assert((await visit.colours()) > 100, 'the picture is there again, with its texts');
    await visit.press('ArrowRight');
    assert.strictEqual((await visit.state()).event > 40, true);
  },

  async 'a finger selects, two fingers zoom'(browser) {
    const visit = await browser.visit({...screens.phone, hash: '#roulette_nursery&event=40'});
    await visit.until((state) => state.event === 40, 'the moment');
    const {x, y, width, height} = await visit.item('All keys');
    await visit.page.touchscreen.tap(x + width / 2, y + height / 2);
    await visit.frames(4);
    const items = await visit.page.evaluate(() => window.grove.items());
    assert(items.some((item) => item.in.includes('keys')), 'the list of keys is open');
  },
};
