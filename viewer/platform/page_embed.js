// Within another page: `grove.html?embed#lesson` shows tree, caption and transport; the rest is one
// press away. Both pages talk by postMessage:
//
//   frame.contentWindow.postMessage({grove: 'seek', event: 41}, '*')
//     'play', 'pause', 'seek' with `event`, 'select' with `name`, 'open' with `link`: what stands
//     behind # in an address
//   and are told {grove: 'ready'}, then {grove: 'moment', path, event, events, time, playing,
//     caption} whenever that has changed.

function tellParent(message) {
  if (framed) window.parent.postMessage(message, '*');
}

function tellFrame({path, event, events, time, playing, caption}) {
  tellParent({grove: 'moment', path, event, events, time, playing, caption});
}

window.addEventListener('message', ({data, source}) => {
  if (!module || !data || source !== window.parent) return;
  if (data.grove === 'seek' && Number.isInteger(data.event)) module._grove_seek(data.event);
  else if (data.grove === 'play') module._grove_play(1);
  else if (data.grove === 'pause') module._grove_play(0);
  else if (data.grove === 'select') withTexts([String(data.name)], (name) => module._grove_select(name));
  else if (data.grove === 'open') address.follow(`#${String(data.link).replace(/^#/, '')}`);
  else return;
  module._grove_wake();
  wake();
});

function beginEmbedding() {
  if (!new URLSearchParams(location.search).has('embed')) return;
  const corner = document.getElementById('corner');
  corner.hidden = false;
  module._grove_present(1);
  document.getElementById('whole').addEventListener('click', () => {
    corner.hidden = true;
    module._grove_present(0);
    canvas.focus({preventScroll: true});
    wake();
  });
  document.getElementById('full').hidden = !document.fullscreenEnabled;
  document.getElementById('full').addEventListener('click', () => {
    document.documentElement.requestFullscreen();
    canvas.focus({preventScroll: true});
  });
  tellParent({grove: 'ready'});
}
