// SPDX-License-Identifier: Apache-2.0
// What the page does beyond links and forms: tips and keys on the chart, views that change without a reload, and the live hits.
(function () {
"use strict";
const SMALLEST_TURN = 60000;
let tips, places, svg, at = -1, shown = view(location.href);

function chart() {
  const figure = document.getElementById("chart");
  if (!figure) return;
  tips = JSON.parse(figure.dataset.tips);
  at = -1;
  figure.tabIndex = 0;
  figure.setAttribute("role", "group");
  figure.setAttribute("aria-label", figure.dataset.label);
  figure.addEventListener("pointermove", event => {
    measure(figure);
    const box = svg.getBoundingClientRect(), x = (event.clientX - box.left) * svg.viewBox.baseVal.width / box.width;
    let best = 0;
    places.forEach((place, i) => { if (Math.abs(place[0] - x) < Math.abs(places[best][0] - x)) best = i; });
    show(best);
  });
  figure.addEventListener("pointerleave", hide);
  figure.addEventListener("blur", hide);
  figure.addEventListener("keydown", event => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -tips.length, End: tips.length }[event.key];
    if (event.key === "Escape") hide();
    if (!step) return;
    event.preventDefault();
    measure(figure);
    show(Math.max(0, Math.min(tips.length - 1, at < 0 && step < 0 ? tips.length - 1 : at + step)));
  });
}

function measure(figure) {
  svg = [...figure.querySelectorAll("svg")].find(each => each.getBoundingClientRect().width > 0);
  places = svg.dataset.places.split(" ").map(place => place.split(",").map(Number));
}

function show(i) {
  const tip = document.getElementById("tip"), box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width;
  const line = svg.querySelector(".hl"), dot = svg.querySelector(".dot"), [x, y] = places[i], [when, value, trend, before] = tips[i];
  line.setAttribute("x1", x); line.setAttribute("x2", x); line.setAttribute("visibility", "visible");
  dot.setAttribute("cx", x); dot.setAttribute("cy", y); dot.setAttribute("visibility", "visible");
  tip.hidden = false;
  if (i !== at) {
    tip.replaceChildren(element("div", when), element("b", value), document.createTextNode(" " + trend), element("div", before));
  }
  at = i;
  const half = tip.offsetWidth / 2 + 8, left = box.left + scrollX + x * scale;
  tip.style.left = Math.max(half, Math.min(document.documentElement.clientWidth - half, left)) + "px";
  tip.style.top = box.top + scrollY + Math.max(0, y * scale - 14) + "px";
}

function hide() {
  at = -1;
  document.getElementById("tip").hidden = true;
  document.querySelectorAll(".hl,.dot").forEach(each => each.setAttribute("visibility", "hidden"));
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

// An address without what it points at on the page.
function view(address) {
  return address.split("#")[0];
}

// A view without a reload: what the server would have shown, put in place of what is there.
async function go(address, push, quiet) {
  let text;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    text = await answer.text();
  } catch (away) {
    if (!quiet) location.assign(address);
    return;
  }
  const made = new DOMParser().parseFromString(text, "text/html"), focused = document.activeElement;
  const again = focused && focused !== document.body ? name(focused) : null;
  document.title = made.title;
  document.body.replaceChildren(...made.body.childNodes);
  if (push) history.pushState(null, "", address);
  shown = view(address);
  start();
  if (again !== null) {
    const same = [...document.querySelectorAll(focused.localName)].find(each => name(each) === again);
    if (same) same.focus({ preventScroll: true });
  }
}

// What tells an element from the others of its kind, also when the page is made again with other numbers.
function name(each) {
  const panel = each.closest("section[id]");
  return each.id || (panel ? panel.id : "") + (each.getAttribute("href") || each.textContent);
}

function live() {
  const hits = document.getElementById("hits");
  if (!hits || !window.EventSource) return;
  new EventSource(hits.dataset.events).onmessage = event => {
    const selection = getSelection(), focused = document.activeElement;
    // Who is about to copy something keeps it.
    if (!selection.isCollapsed && hits.contains(selection.anchorNode)) return;
    const row = hits.contains(focused) ? focused.closest("details") : null;
    const open = new Set([...hits.querySelectorAll("details[open]")].map(each => each.id));
    const made = new DOMParser().parseFromString(JSON.parse(event.data), "text/html");
    made.querySelectorAll("details").forEach(each => { each.open = open.has(each.id); });
    hits.replaceChildren(...made.body.childNodes);
    const same = row && document.getElementById(row.id);
    if (same) same.querySelector("summary").focus({ preventScroll: true });
  };
}

function start() {
  chart();
  document.querySelectorAll("[data-submit]").forEach(each => each.addEventListener("change", () => each.form.requestSubmit()));
}

document.addEventListener("click", event => {
  const link = event.target.closest("a[data-view]");
  if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    const address = new URL(link.href);
    address.hash = "";
    go(address.href, true);
  }
  document.querySelectorAll("details.pop[open]").forEach(each => { if (!each.contains(event.target)) each.open = false; });
});
document.addEventListener("keydown", event => {
  if (event.key === "Escape") document.querySelectorAll("details.pop[open]").forEach(each => { each.open = false; });
});
// A link to a place on the page, as the one that skips the head, is such an event, too.
addEventListener("popstate", () => { if (view(location.href) !== shown) go(location.href, false); });
start();
live();
if (document.getElementById("chart")) {
  setInterval(() => {
    if (!document.hidden && at < 0 && !document.querySelector("details[open]") && !document.activeElement.closest("input,select")) {
      go(location.href, false, true);
    }
  }, SMALLEST_TURN);
}
})();
