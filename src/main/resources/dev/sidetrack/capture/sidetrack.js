// Sidetrack: counts cached pages, single-page navigation and events. <script src="…/sidetrack/sidetrack.js" defer></script>
(function (w, d, h) {
  var url = d.currentScript.src.replace(/sidetrack\.js.*$/, 'hit'), referrer = d.referrer, last;
  function send(hit) {
    hit.p = location.pathname + location.search;
    hit.r = referrer;
    hit.t = d.title;
    var body = JSON.stringify(hit);
    if (!(navigator.sendBeacon && navigator.sendBeacon(url, body))) {
      fetch(url, { method: 'POST', body: body, keepalive: true, credentials: 'same-origin' });
    }
  }
  function page() {
    if (d.prerendering || location.pathname === last) return;
    if (last) referrer = location.origin + last;
    last = location.pathname;
    send({});
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
