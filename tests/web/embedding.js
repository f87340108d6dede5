'use strict';
const assert = require('assert');

const outside = `<!doctype html><html lang="en"><title>A course</title><body><div style="height: 3000px"></div>
<iframe title="Grove" width="900" height="600" src="/grove.html?embed#roulette_nursery&event=20"></iframe>
<script>window.told = []; addEventListener('message', (event) => window.told.push(event.data));</script></body></html>`;

// A course's page, and ours in a frame of it, in sight.
async function within(browser) {
  browser.served = {'/course.html': outside};
  const page = await (await browser.profile()).newPage();
  await page.goto(`${browser.base}/course.html`);
  await page.locator('iframe').scrollIntoViewIfNeeded();
  const inner = page.frames()[1];
  await inner.waitForFunction(() => window.grove?.frames() > 1 && window.grove.state().title);
  return {page, inner};
}

module.exports = {
  async 'a page around it is told of moments, seeks and plays'(browser) {
    browser.served = {'/course.html': outside};
    const page = await (await browser.profile()).newPage();
    await page.goto(`${browser.base}/course.html`);
    await page.locator('iframe').scrollIntoViewIfNeeded();
    await page.waitForFunction(() => window.told.some((told) => told.grove === 'moment' && told.event === 20));
    const send = (message) => page.evaluate((data) => document.querySelector('iframe').contentWindow.postMessage(data, '*'), message);
    await send({grove: 'seek', event: 33});
    await page.waitForFunction(() => window.told.some((told) => told.event === 33 && told.caption && !told.playing));
    await send({grove: 'play'});
    await page.waitForFunction(() => window.told.some((told) => told.playing && told.event > 33));
    await send({grove: 'pause'});
    await page.waitForFunction(() => window.told.at(-1).playing === false);
  },

  async 'out of sight it draws nothing, even while it plays'(browser) {
    const {page, inner} = await within(browser);
    await inner.evaluate(() => window.scrollTo(0, 0));
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.evaluate(() => document.querySelector('iframe').contentWindow.postMessage({grove: 'play'}, '*'));
    await page.waitForTimeout(700);  // for what was on its way
    const before = await inner.evaluate(() => window.grove.frames());
    await page.waitForTimeout(1000);
    assert.strictEqual(await inner.evaluate(() => window.grove.frames()), before);
  },

  async 'the wheel is the page\'s around it until somebody clicks inside'(browser) {
    const {page, inner} = await within(browser);
    const box = await page.locator('iframe').boundingBox();
    const from = await page.evaluate(() => window.scrollY);
    await page.mouse.move(box.x + 300, box.y + 300);
    await page.mouse.wheel(0, -200);
    await page.waitForFunction((before) => window.scrollY < before, from);
  },

  async 'the picture is there in words, and an accessibility checker finds nothing in it'(browser) {
    // The checker is none of the page's scripts, which its policy would let in alone.
    const context = await browser.profile({bypassCSP: true});
    await context.addInitScript({content: browser.axe});
    const visit = await browser.visit({context, hash: '#roulette_nursery&event=40'});
    await visit.until((state) => state.event === 40, 'the moment');
    await visit.frames(8);
    const words = visit.page.locator('#mirror');
    await visit.page.waitForFunction(() => document.querySelectorAll('[role=treeitem]').length > 3);
    assert.match(await words.locator('#caption').textContent(), /\w/);
    const {tree} = await visit.state();
    assert.strictEqual(await words.locator('[role=treeitem]').count(), tree.length);
    await words.locator('[role=treeitem]').nth(1).evaluate((row) => row.click());
    await visit.until((state) => state.tree[1].selected, 'what is pressed in words is selected');
    await words.locator('button', {hasText: /^All keys$/}).evaluate((button) => button.click());
    await visit.frames();
    const items = await visit.page.evaluate(() => window.grove.items());
    assert(items.some((item) => item.in.includes('keys')), 'a button in words is the button');
    await visit.press('Escape');
    const found = await visit.page.evaluate(() => window.axe.run());
    assert.deepStrictEqual(found.violations.map((fault) => `${fault.id}: ${fault.help}`), []);
  },
};
