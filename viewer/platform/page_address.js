// The address: what stands behind `#` leads to what is on the screen.
//
//   #roulette_nursery&event=41&select=main/r0      a scenario of the course
//   #file=mine.json&event=3&z=H4sI…                one that travels in the link, compressed

const longest = 30000;  // characters: longer ones are cut off by what people send links with

async function squeezed(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; ++i) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

async function unpacked(base64) {
  const stream = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const address = {
  written: '',  // what we wrote ourselves, or came from
  place: '',    // what it says
  sought: '',   // what is to be selected once its moment is there
  busy: false,

  // Whenever the picture has come to rest.
  async note() {
    if (!module || this.busy) return;
    const place = takenText(module._grove_place());
    if (place === this.place) return;
    this.busy = true;
    try {
      const text = await this.of(place);
      if (text !== this.written) {
        // Another scenario is a step that the browser's back button takes back.
        const other = this.place !== '' && place.split('\n')[2] !== this.place.split('\n')[2];
        history[other ? 'pushState' : 'replaceState'](null, '', text || '#');
      }
      this.written = text;
      this.place = place;
    } catch (fault) {
      console.warn(fault);  // some places allow no addresses; all else goes on
      this.place = place;
    } finally {
      this.busy = false;
    }
  },

  async of(place) {
    const [event, asInFile, path, ...selected] = place.split('\n');
    if (!path) return '';
    const rest = `&event=${event}` + (selected[0] ? `&select=${encodeURIComponent(selected.join('\n')).replaceAll('%2F', '/')}` : '');
    const lesson = path.match(/^\/course\/(.+)\.json$/);
    if (lesson && asInFile === '1') return `#${encodeURIComponent(lesson[1])}${rest}`;
    const text = takenText(module._grove_carried());
    if (!text) return '';
    const name = path.replace(/^.*\//, '').replace(/\.[^.]*$/, '.json');
    const all = `#file=${encodeURIComponent(name)}${rest}&z=${await squeezed(text)}`;
    return all.length <= longest ? all : '';
  },

  async follow(text) {
    this.written = text;
    const parts = new Map(text.slice(1).split('&').map((part) => {
      const equals = part.indexOf('=');
      return equals < 0 ? ['lesson', part] : [part.slice(0, equals), part.slice(equals + 1)];
    }));
    const said = (name) => {
      try {
        return decodeURIComponent(parts.get(name) ?? '');
      } catch {
        return '';
      }
    };
    let path = `/course/${said('lesson') || 'roulette_nursery'}.json`;
    if (parts.has('z')) {
      const name = said('file') || 'linked.json';
      try {
        putFile(name, await unpacked(parts.get('z').replaceAll('-', '+').replaceAll('_', '/')), false);
        path = `/files/${name}`;
      } catch {
        words.textContent = 'The scenario in this link cannot be read: the link is not whole.';
        setTimeout(() => { if (module) words.textContent = ''; }, 6000);
      }
    }
    withTexts([path], (at) => module._grove_go(at, parts.has('event') ? parseInt(said('event'), 10) || 0 : -1));
    this.sought = said('select');
    module._grove_wake();
    wake();
  },
};
window.addEventListener('popstate', () => {
  if (module && location.hash !== address.written) address.follow(location.hash);
});
