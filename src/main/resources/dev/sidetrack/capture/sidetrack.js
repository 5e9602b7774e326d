// Sidetrack counts pages, downloads, outbound links and events: docs/counting.md
(function (w, d, h, l) {
  var url = d.currentScript.src.replace(/sidetrack\.js.*$/, 'hit'), referrer = d.referrer, last, view,
    ahead = d.currentScript.dataset.views, t = performance.getEntriesByType('navigation')[0] || {};
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
    var hit = {};
    if (!last && t.requestStart) hit.d = Math.round(t.responseStart - t.requestStart);
    if (last) referrer = l.origin + last;
    last = l.pathname;
    view = crypto.randomUUID && crypto.randomUUID();
    send(hit);
  }
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
  if (ahead) return (d.prerendering || t.deliveryType == 'navigational-prefetch') && page();
  ['pushState', 'replaceState'].forEach(function (name) {
    var original = h[name];
    h[name] = function () {
      original.apply(h, arguments);
      setTimeout(page);
    };
  });
  w.addEventListener('popstate', page);
  page();
})(window, document, history, location);
