// Skipping between open brackets with two buttons, or with the keys n and p while one of them has the focus.
// Without this script the links of "Where are we?" lead to the same places.
(() => {
  "use strict";
  const text = document.querySelector("[data-brackets]");
  const bar = document.querySelector("[data-bracket-bar]");
  if (!text || !bar) return;
  const places = [...text.querySelectorAll(".provision.is-open, .provision.is-new")];
  if (!places.length) return;
  const told = bar.querySelector("[data-told]");
  let here = -1;
  const go = (step) => {
    here = (here + step + places.length) % places.length;
    const place = places[here];
    place.tabIndex = -1;
    place.focus();
    place.scrollIntoView({ block: "center" });
    told.textContent = `${here + 1} / ${places.length}`;
  };
  bar.querySelector("[data-next]").addEventListener("click", () => go(1));
  bar.querySelector("[data-previous]").addEventListener("click", () => go(here < 0 ? 0 : -1));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const at = document.activeElement;
    if (!bar.contains(at) && !places.includes(at)) return; // a single key does something only where the reader is
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });
  bar.hidden = false;
})();
