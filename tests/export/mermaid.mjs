// Diagrams, read by Mermaid's own parser: `node tests/export/mermaid.mjs MODULES FILE…`. Prints what
// is wrong with each that has a fault, a line each. MODULES is the folder where npm has put mermaid,
// and jsdom, without which it does not read.
import fs from 'fs';
import {createRequire} from 'module';
import path from 'path';
import {pathToFileURL} from 'url';

const [modules, ...files] = process.argv.slice(2).map((word) => path.resolve(word));
const {JSDOM} = createRequire(path.join(modules, '/'))('jsdom');
const {window} = new JSDOM('');
Object.assign(globalThis, {window, document: window.document});
const place = path.join(modules, 'node_modules/mermaid/dist/mermaid.core.mjs');
const mermaid = (await import(pathToFileURL(place))).default;
mermaid.initialize({startOnLoad: false});
for (const file of files) {
  try {
    await mermaid.parse(fs.readFileSync(file, 'utf8'));
  } catch (fault) {
    console.log(`${path.basename(file)}: ${String(fault.message).replaceAll('\n', ' ')}`);
  }
}
