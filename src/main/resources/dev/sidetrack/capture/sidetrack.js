// Sidetrack: counts pages, downloads, outbound links and events. <script src="…/sidetrack/sidetrack.js" defer></script>
(function (w, d, h, l) {
  var url = d.currentScript.src.replace(/sidetrack\.js.*$/, 'hit'), referrer = d.referrer, last, view;
  function send(hit) {
    hit.p = l.pathname + l.search;
    hit.r = referrer;
    hit.t = d.title;
    hit.v = view;
    hit.s = screen.width + 'x' + screen.height;
    hit = JSON.stringify(hit);
    if (!(navigator.sendBeacon && navigator.sendBeacon(url, hit))) {
      fetch(url, { method: 'POST', body: hit, keepalive: true, credentials: 'same-origin' });
    }
  }
  function page() {
    if (d.prerendering || l.pathname === last) return;
    var hit = {}, t = !last && performance.getEntriesByType('navigation')[0];
    if (t) hit.d = Math.round(t.responseStart - t.requestStart);
    if (last) referrer = l.origin + last;
    last = l.pathname;
    // Shared by a view and its events; https only.
    view = crypto.randomUUID && crypto.randomUUID();
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
  d.addEventListener('click', function (e) {
    var a = e.target.closest('a[href]'), file, more;
    if (!a || a.protocol[0] != 'h') return;
    file = /\.(pdf|zip|gz|7z|rar|exe|dmg|docx?|xlsx?|pptx?|csv|mp[34])$/i.exec(a.pathname);
    more = { link_url: a.origin + a.pathname, link_domain: a.hostname };
    if (file) more.file_name = a.pathname, more.file_extension = file[1];
    else more.outbound = a.host != l.host;
    if (file || more.outbound) w.sidetrack(file ? 'file_download' : 'click', { label: more.link_url, properties: more });
  });
  w.sidetrack = function (event, more) { send(Object.assign({ event: event }, more)); };
  page();
})(window, document, history, location);
