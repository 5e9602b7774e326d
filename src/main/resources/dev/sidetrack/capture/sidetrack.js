// Sidetrack counts pages, downloads, outbound links and events: docs/counting.md
(function (w, d, h, l) {
  var url = d.currentScript.src.replace(/sidetrack\.js.*$/, 'hit'), referrer = d.referrer, last, view,
    ahead = d.currentScript.dataset.views, t = performance.getEntriesByType('navigation')[0] || {};
  function cut(text, most) {
    return text[most] ? text.slice(0, most).replace(/[\ud800-\udbff]$|%.?$/, '') : text;
  }
  // What is cut fits into the 8 kB that the server takes.
  function send(hit) {
    hit.p = cut(l.pathname + l.search, 3e3);
    hit.r = cut(referrer, 1e3);
    hit.t = cut(d.title, 500);
    hit.v = view;
    hit.s = screen.width + 'x' + screen.height;
    try {
      hit = JSON.stringify(hit);
      navigator.sendBeacon && navigator.sendBeacon(url, hit) || fetch(url, { method: 'POST', body: hit, keepalive: true });
    } catch (e) {
      console.warn(e);
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
    var a = e.target.closest('a[href]'), path, file, more;
    if (!a || a.protocol[0] != 'h') return;
    path = cut(a.pathname, 500);
    file = /\.(pdf|zip|gz|7z|rar|exe|dmg|docx?|xlsx?|pptx?|csv|mp[34])$/i.exec(a.pathname);
    if (!file && a.host == l.host) return;
    more = { link_url: a.origin + path, link_domain: a.hostname };
    if (file) more.file_name = path, more.file_extension = file[1];
    else more.outbound = true;
    w.sidetrack(file ? 'file_download' : 'click', { label: more.link_url, properties: more });
  });
  w.sidetrack = function (event, more) { send(Object.assign({ event: event || null }, more)); };
  if (ahead) return (t.activationStart || /cache|prefetch/.test(t.deliveryType)) && page();
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
