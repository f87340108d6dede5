// A person at a browser, for the tests: opens the page, waits for frames, looks for what can be
// pressed by its label.
'use strict';
const assert = require('assert');
const fs = require('fs');
const http = require('http');
const path = require('path');
const {pathToFileURL} = require('url');

const options = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
                 '--disable-background-networking', '--disable-component-update', '--disable-sync',
                 '--enable-unsafe-swiftshader'];

class Browser {
  constructor(parts) {
    Object.assign(this, parts);
    this.contexts = [];
  }

  async open() {
    this.browser = await this.chromium.launch({executablePath: this.executable, args: options});
    this.server = http.createServer((request, response) => {
      const file = request.url.split(/[?#]/)[0] === '/grove.html' ? this.page : null;
      if (!file && !this.served?.[request.url]) return response.writeHead(404).end();
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(file ? fs.readFileSync(file) : this.served[request.url]);
    });
    await new Promise((ready) => this.server.listen(0, '127.0.0.1', ready));
    this.base = `http://127.0.0.1:${this.server.address().port}`;
  }

  // A fresh profile at the page; `from`: 'file' or 'server'; `looks` are Playwright's.
  async visit({hash = '', query = '', from = 'server', context = null, ...looks} = {}) {
    context ??= await this.profile(looks);
    const page = await context.newPage();
    const visit = new Visit(page);
    const address = from === 'file' ? pathToFileURL(path.resolve(this.page)).href : `${this.base}/grove.html`;
    await page.goto(address + query + hash);
    await visit.started();
    return visit;
  }

  async profile(looks = {}) {
    const context = await this.browser.newContext({viewport: {width: 1280, height: 720}, acceptDownloads: true,
                                                   permissions: ['clipboard-read', 'clipboard-write'], ...looks});
    this.contexts.push(context);
    return context;
  }

  async leave() {
    for (const context of this.contexts.splice(0)) await context.close();
  }

  async close() {
    await this.browser.close();
    this.server.close();
  }
}

class Visit {
  constructor(page) {
    this.page = page;
    this.frame = page;  // or one within it
    this.said = [];      // by the browser: faults, and what its policy did not let through
    this.asked = [];     // of any server
    page.on('console', (message) => {
      // What the graphics driver says of its own speed is no fault of the page.
      const of_driver = message.text().includes('GL Driver Message');
      if (!of_driver && ['error', 'warning'].includes(message.type())) this.said.push(message.text());
    });
    page.on('pageerror', (fault) => this.said.push(String(fault)));
    page.on('request', (request) => this.asked.push(request.url()));
  }

  async started() {
    await this.frame.waitForFunction(() => window.grove?.frames() > 1);
    await this.until((state) => state.title && !state.computing, 'something is open');
  }
  // So many frames more: what was done in between is in the picture then.
  async frames(count = 4) {
    const first = await this.frame.evaluate(() => { window.grove.wake(); return window.grove.frames(); });
    await this.frame.waitForFunction((wanted) => {
      if (window.grove.frames() < wanted) window.grove.wake();
      return window.grove.frames() >= wanted;
    }, first + count);
  }
  state() { return this.frame.evaluate(() => window.grove.state()); }
  // Frame after frame, until the state is so.
  async until(holds, what) {
    for (let tries = 0; tries < 600; ++tries) {
      const state = await this.state();
      if (holds(state)) return state;
      await this.frames(1);
    }
    assert.fail(`not after 600 frames: ${what}; but ${JSON.stringify(await this.state())}`);
  }
  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.frames();
    }
  }
  async item(label) {
    const items = await this.frame.evaluate(() => window.grove.items());
    const found = items.find((item) => item.label.split('##')[0] === label);
    assert(found, `nothing labelled "${label}" among ${items.map((item) => item.label).join(', ')}`);
    return found;
  }
  async click(label, button = 'left') {
    const {x, y, width, height} = await this.item(label);
    await this.page.mouse.move(x + width / 2, y + height / 2);
    await this.frames(2);
    await this.page.mouse.click(x + width / 2, y + height / 2, {button, delay: 30});
    await this.frames();
  }
  // How many colours a picture of the page has: a blank one has one.
  async colours() {
    const png = await this.page.screenshot({type: 'png'});
    return this.page.evaluate(async (bytes) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))]));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const drawing = canvas.getContext('2d');
      drawing.drawImage(image, 0, 0);
      return new Set(new Uint32Array(drawing.getImageData(0, 0, image.width, image.height).data.buffer)).size;
    }, png.toString('base64'));
  }
}

module.exports = {Browser};
