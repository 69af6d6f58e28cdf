// The room screen: takes what the live stream sends, says how old the text is when nothing comes, and takes keys.
// Without this script the page shows the same, as of when it was asked for.
"use strict";

(() => {
  const POLL = 5000, SILENCE = 25000, FRESH = 300000, SIZES = 7, PLAIN = 2;
  const room = document.getElementById("room");
  const stage = document.getElementById("room-stage");
  const state = document.getElementById("room-state");
  const said = document.getElementById("room-said");
  const told = document.getElementById("room-told");
  let ticket = room.dataset.ticket, last = room.dataset.id, tag = "", clock = room.dataset.clock;
  let stream = null, ticketed = Date.now(), silence = 0, poll = 0, over = false, toldOf = "";

  // How things stand, in words and with the time of day of the last word from the site.
  function tell(how) {
    if (room.dataset.state === how && how === "live") return;
    room.dataset.state = how;
    state.className = "room-state tag " + { live: "agreed", polled: "due", lost: "late", over: "late" }[how];
    const words = { live: "isLive", polled: "isPolled", lost: "isLost", over: "isOver" }[how];
    const time = document.createElement("time");
    time.textContent = clock;
    state.replaceChildren(room.dataset[words], ...(how === "live" || how === "over" ? [] : [" ", time]));
  }

  function take(news) {
    clock = news.clock;
    last = String(news.id);
    if (stage.innerHTML !== news.html) stage.innerHTML = news.html;
    const frozen = Boolean(stage.querySelector(".room-frozen"));
    for (const [id, shown] of [["room-freeze", !frozen], ["room-release", frozen]]) {
      const form = document.getElementById(id);
      if (form) form.hidden = !shown;
    }
    // The sentence alone is read out, and once: the whole paragraph would drown whoever listens.
    if (news.said !== toldOf) said.textContent = toldOf = news.said;
  }

  function awake() {
    clearTimeout(silence);
    silence = setTimeout(lost, SILENCE);
    clearTimeout(poll);
    tell("live");
  }

  // The text stays; the stream is asked for anew with a fresh ticket, and until it is there, the site now and then.
  function lost() {
    if (over) return;
    if (stream) stream.close();
    stream = null;
    clearTimeout(silence);
    tell("lost");
    again(1000 + Math.random() * 2000);
  }

  function again(after) {
    clearTimeout(poll);
    poll = setTimeout(ask, after);
  }

  async function ask() {
    try {
      const headers = tag && Date.now() - ticketed < FRESH ? { "If-None-Match": tag } : {};
      const answer = await fetch(room.dataset.now, { headers, cache: "no-store", redirect: "error" });
      if (answer.status === 403 || answer.status === 404) return end();
      if (!answer.ok && answer.status !== 304) throw new Error(answer.status);
      tag = answer.headers.get("ETag") || "";
      clock = answer.headers.get("Room-Clock") || clock;
      if (answer.status === 200) {
        const news = await answer.json();
        ticket = news.ticket;
        ticketed = Date.now();
        take(news);
      }
      tell("polled");
      if (room.dataset.live) follow();
    } catch {
      tell("lost");
    }
    again(POLL + Math.random() * 1000);
  }

  function follow() {
    if (stream) return;
    const opened = new EventSource(`${room.dataset.live}?ticket=${encodeURIComponent(ticket)}&after=${last}`);
    stream = opened;
    opened.addEventListener("text", (event) => { take(JSON.parse(event.data)); awake(); });
    opened.addEventListener("beat", (event) => { clock = event.data; awake(); });
    opened.addEventListener("renew", () => { opened.close(); stream = null; ask(); });
    opened.addEventListener("over", end);
    opened.addEventListener("open", awake);
    opened.addEventListener("error", () => { if (stream === opened) lost(); });
  }

  function end() {
    over = true;
    if (stream) stream.close();
    [silence, poll].forEach(clearTimeout);
    tell("over");
  }

  // What this browser remembers: the size of the letters, and whether keys are taken.
  const kept = {
    get(name) { try { return localStorage.getItem(`room-${name}`); } catch { return null; } },
    set(name, value) { try { localStorage.setItem(`room-${name}`, value); } catch { /* then it is forgotten */ } },
  };

  function resize(by) {
    const size = Math.min(SIZES - 1, Math.max(0, Number(kept.get("size") ?? PLAIN) + by));
    kept.set("size", size);
    room.dataset.size = size;
  }

  function fill() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (room.requestFullscreen) room.requestFullscreen();
  }

  // The chair's hand: sent from here, so that the screen need not leave what it fills; one after the other, in the order
  // of the keys, and each with a key of its own against being done twice.
  let turn = Promise.resolve();
  function send(event) {
    const form = event.target;
    if (form.method !== "post") return;
    event.preventDefault();
    const given = new FormData(form, event.submitter);
    given.set("once", Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join(""));
    if (form.elements.number) form.elements.number.value = "";
    turn = turn.then(() => post(form.action, new URLSearchParams(given)));
  }

  async function post(address, body) {
    const answer = await fetch(address, { method: "POST", body, redirect: "manual" }).catch(() => null);
    const done = answer && answer.type === "opaqueredirect";
    told.hidden = done;
    told.textContent = done ? "" : room.dataset.isRefused;
    if (done && room.dataset.state !== "live") ask();
  }

  const keys = document.getElementById("room-keys");
  function press(event) {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || typing || !keys.checked) return;
    const found = [...room.querySelectorAll("[data-key]")].find((each) => !each.closest("[hidden]") && each.dataset.key.split(" ").includes(event.key));
    if (!found) return;
    event.preventDefault();
    if (found.matches("input")) found.focus(); else found.click();
  }

  for (const each of room.querySelectorAll(".room-scripted")) each.hidden = false;
  document.getElementById("room-smaller").addEventListener("click", () => resize(-1));
  document.getElementById("room-bigger").addEventListener("click", () => resize(1));
  document.getElementById("room-full").addEventListener("click", fill);
  document.addEventListener("keydown", press);
  room.addEventListener("submit", send);
  keys.checked = kept.get("keys") !== "off";
  keys.addEventListener("change", () => kept.set("keys", keys.checked ? "on" : "off"));
  addEventListener("pagehide", () => { over = true; if (stream) stream.close(); });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  resize(0);
  if (room.dataset.live) { follow(); silence = setTimeout(lost, SILENCE); } else again(POLL);
})();
