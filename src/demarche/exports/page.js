/* Lights up what belongs together: a fact and its words, an actor and all mentions. The page reads the same without it. */
"use strict";
const lit = new Set();
const light = (elements, name) => elements.forEach((e) => { e.classList.add(name); lit.add(e); });
const having = (attribute, id) => document.querySelectorAll(`[${attribute}~="${CSS.escape(id)}"]`);
const darken = () => { lit.forEach((e) => e.classList.remove("lit", "faintly-lit")); lit.clear(); };
const show = (target) => {
  darken();
  const card = target.closest("[data-of]"), words = target.closest("[data-f]");
  if (card) {
    light(having("data-f", card.dataset.of), "lit");
    light(having("data-e", card.dataset.of), "faintly-lit");
  } else if (words) {
    words.dataset.f.split(" ").filter(Boolean).forEach((id) => light(having("data-of", id), "lit"));
  }
};
document.addEventListener("pointerover", (event) => show(event.target));
document.addEventListener("focusin", (event) => show(event.target));
