// Keys for the coders: j and k go to the next passage and the one before, 1 to 9 mark a theme, Enter says it.
// Without this script the same boxes and buttons are reached with the tabulator.
(() => {
  "use strict";
  const places = [...document.querySelectorAll("[data-passage]")];
  if (!places.length) return;
  const go = (place) => {
    if (!place) return;
    place.focus();
    place.scrollIntoView({ block: "center" });
  };
  const target = location.hash && places.find((place) => `#${place.id}` === location.hash);
  if (target) go(target);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const here = document.activeElement && document.activeElement.closest("[data-passage]");
    if (!here) return; // a single key does something only where the coder is
    const at = places.indexOf(here);
    if (event.key === "j") go(places[at + 1]);
    if (event.key === "k") go(places[at - 1]);
    const box = /^[1-9]$/.test(event.key) && here.querySelectorAll("input[name=themes]")[Number(event.key) - 1];
    if (box) box.checked = !box.checked;
    if (event.key === "Enter" && document.activeElement.tagName !== "BUTTON") {
      event.preventDefault();
      here.querySelector("form").requestSubmit();
    }
  });
})();
