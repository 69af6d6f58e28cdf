// Keys for the coders. j and k go to the next passage and the one before. Where one judges, a number or letter marks the
// theme that bears it and Enter says it; on the bench of the suggestions y confirms the first one left and n rejects it,
// and a number or letter adds a theme. Without this script the same boxes and buttons are reached with the tabulator.
(() => {
  "use strict";
  const places = [...document.querySelectorAll("[data-passage]")];
  if (!places.length) return;
  const undecided = (place) => place.querySelector("[data-suggested]");
  const go = (place) => {
    if (!place) return;
    place.focus();
    place.scrollIntoView({ block: "center" });
  };
  const following = (place) => places[places.indexOf(place) + 1];
  const target = location.hash && places.find((place) => `#${place.id}` === location.hash);
  const isBench = places.some((place) => place.querySelector("[data-add]"));
  if (target) go(target);
  const decide = (here, decision) => {
    const form = undecided(here);
    const button = form && form.querySelector(`button[value=${decision}]`);
    if (button) button.click();
    else go(following(here));
  };
  const choose = (here, key) => {
    const box = here.querySelector(`input[data-key="${key}"]`);
    if (box) box.checked = !box.checked;
    const option = here.querySelector(`option[data-key="${key}"]`);
    if (!option) return;
    option.selected = true;
    option.closest("form").querySelector("button[value=add]").click();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const active = document.activeElement;
    const here = active && active.closest("[data-passage]");
    if (!here || active.tagName === "SELECT") return; // a single key does something only where the coder is
    if (event.key === "j") go(following(here));
    else if (event.key === "k") go(places[places.indexOf(here) - 1]);
    else if (isBench && event.key === "y") decide(here, "confirm");
    else if (isBench && event.key === "n") decide(here, "reject");
    else if (/^[1-9a-z]$/.test(event.key)) choose(here, event.key);
    else if (event.key === "Enter" && !isBench && !["BUTTON", "A", "SUMMARY"].includes(active.tagName)) {
      event.preventDefault();
      here.querySelector("form").requestSubmit();
    }
  });
})();
