'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const zlib = require('zlib');

const budget = JSON.parse(fs.readFileSync(path.join(__dirname, 'budget.json'), 'utf8'));

module.exports = {
  async 'the page is no larger and no slower than its budget'(browser, {page}) {
    const file = fs.readFileSync(page);
    const found = {
      'bytes of the file': file.length,
      'bytes served compressed': zlib.gzipSync(file, {level: 9}).length,
    };
    const times = [];
    for (let tries = 0; tries < 3; ++tries) {
      const visit = await browser.visit();
      times.push(await visit.page.evaluate(() => window.grove.times));
      await visit.page.close();
    }
    const least = (name) => Math.round(Math.min(...times.map((time) => time[name])));
    found['milliseconds to the first picture'] = least('picture');
    found['milliseconds of script until then'] = least('script');
    for (const [what, value] of Object.entries(found)) console.log(`${what}: ${value} of ${budget[what]}`);
    const over = Object.keys(found).filter((what) => found[what] > budget[what]);
    assert.deepStrictEqual(over, []);
  },
};
