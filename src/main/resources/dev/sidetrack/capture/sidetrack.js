// Sidetrack: counts cached pages, single-page navigation and events. <script src="…/sidetrack/sidetrack.js" defer></script>
(function (w, d, h) {
  var url = d.currentScript.src.replace(/sidetrack\.js.*$/, 'hit'), referrer = d.referrer, last, view;
  function send(hit) {
    hit.p = location.pathname + location.search;
    hit.r = referrer;
    hit.t = d.title;
    hit.v = view;
    hit.s = screen.width + 'x' + screen.height;
    var body = JSON.stringify(hit);
    if (!(navigator.sendBeacon && navigator.sendBeacon(url, body))) {
      fetch(url, { method: 'POST', body: body, keepalive: true, credentials: 'same-origin' });
    }
  }
  // A UUID that a view and its events share.
  function id() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = bytes[6] & 15 | 64;
    bytes[8] = bytes[8] & 63 | 128;
    return Array.from(bytes, function (b, i) {
      return (i == 4 || i == 6 || i == 8 || i == 10 ? '-' : '') + (b + 256).toString(16).slice(1);
    }).join('');
  }
  function page() {
    if (d.prerendering || location.pathname === last) return;
    var hit = {}, timing = !last && performance.getEntriesByType('navigation')[0];
    if (timing && timing.responseStart > timing.requestStart) {
      hit.d = Math.min(999999, Math.round(timing.responseStart - timing.requestStart));
    }
    if (last) referrer = location.origin + last;
    last = location.pathname;
    view = id();
    send(hit);
  }
  ['pushState', 'replaceState'].forEach(function (name) {
    var original = h[name];
    h[name] = function () {
      original.apply(h, arguments);
      setTimeout(page);
    };
  });
  w.addEventListener('popstate', page);
  d.addEventListener('prerenderingchange', page);
  w.sidetrack = function (event, more) { send(Object.assign({ event: event }, more)); };
  page();
})(window, document, history);
