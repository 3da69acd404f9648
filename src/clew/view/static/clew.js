// What the page does more with a script than without: pop-overs in place, keys to step through marks. Everything works without it.
"use strict";

const text = document.querySelector("article.text");
const pop = document.getElementById("pop");
let opener = null;

function marks() {
  const off = [...document.querySelectorAll(".toggle input:not(:checked)")].map((box) => box.id.slice(2));
  const shown = (mark) => mark.dataset.opens.split(" ").some((kind) => !off.includes(kind));
  return [...text.querySelectorAll("a[data-opens]")].filter(shown);
}

async function open(mark, grab) {
  const address = `/document/${text.dataset.document}/look?at=${mark.dataset.at}`;
  opener = mark;
  const answer = await fetch(address);
  if (opener !== mark) return;
  pop.innerHTML = await answer.text();
  pop.hidden = false;
  place(mark);
  if (grab) pop.focus({ preventScroll: true });
}

function place(mark) {
  const box = mark.getClientRects()[0];
  const left = Math.min(box.left, document.documentElement.clientWidth - pop.offsetWidth - 16);
  pop.style.left = `${Math.max(8, left) + window.scrollX}px`;
  const below = window.innerHeight - box.bottom > pop.offsetHeight + 12 || box.top < pop.offsetHeight + 12;
  pop.style.top = `${window.scrollY + (below ? box.bottom + 6 : box.top - pop.offsetHeight - 6)}px`;
}

function close() {
  pop.hidden = true;
  // While it is still the opener, giving it the focus back does not open it again.
  if (opener && (pop.contains(document.activeElement) || document.activeElement === document.body)) opener.focus();
  opener = null;
}

function step(by) {
  const all = marks();
  if (!all.length) return;
  const from = opener || document.activeElement;
  let at = all.indexOf(from);
  if (at < 0) at = all.findIndex((mark) => mark.getBoundingClientRect().bottom > 80) - (by > 0 ? 1 : 0);
  const next = all[(at + by + all.length) % all.length];
  opener = next;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
  open(next, false);
}

function typing(target) {
  return target.closest("input, select, textarea") && target.type !== "checkbox";
}

if (text) {
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("a.m");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(mark, true);
  });
  text.addEventListener("focusin", (event) => {
    if (event.target.matches("a.m:focus-visible") && opener !== event.target) open(event.target, false);
  });
  document.addEventListener("click", (event) => {
    if (!pop.hidden && !pop.contains(event.target) && !event.target.closest("a.m")) close();
  });
  pop.addEventListener("click", (event) => {
    if (event.target.closest("a")) close();
  });
  // An address with #c120 alone may mean another page of the document: only the server knows which.
  const wanted = /^#c(\d+)$/.exec(location.hash);
  if (wanted && !document.getElementById(wanted[0].slice(1)) && !new URLSearchParams(location.search).has("at")) {
    location.replace(`${location.pathname}?at=${wanted[1]}${location.hash}`);
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("find").focus();
  } else if (text && event.key === "Escape") close();
  else if (text && (event.key === "n" || event.key === "j")) step(1);
  else if (text && (event.key === "p" || event.key === "k")) step(-1);
});
