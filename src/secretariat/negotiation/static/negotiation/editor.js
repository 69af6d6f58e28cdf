// The redline while one types: what the words in the box would strike and add. The box stays the truth; what is sent
// is what stands in it, and the server compares anew. Without this script the page works all the same.
(() => {
  "use strict";
  const MOST = 400000; // pairs of words that are looked at; beyond that all between the first and last change is one
  const pieces = (words) => words.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) || [];

  const script = (before, after) => {
    let head = 0;
    let tail = 0;
    const least = Math.min(before.length, after.length);
    while (head < least && before[head] === after[head]) head += 1;
    while (tail < least - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
    const gone = before.slice(head, before.length - tail);
    const come = after.slice(head, after.length - tail);
    const runs = [["same", before.slice(0, head)]];
    if (gone.length * come.length > MOST) runs.push(["del", gone], ["ins", come]);
    else runs.push(...between(gone, come));
    runs.push(["same", before.slice(before.length - tail)]);
    return runs.filter((run) => run[1].length);
  };

  const between = (gone, come) => {
    const width = come.length + 1;
    const shared = new Uint16Array((gone.length + 1) * width);
    for (let i = gone.length - 1; i >= 0; i -= 1) {
      for (let j = come.length - 1; j >= 0; j -= 1) {
        shared[i * width + j] = gone[i] === come[j]
          ? shared[(i + 1) * width + j + 1] + 1
          : Math.max(shared[(i + 1) * width + j], shared[i * width + j + 1]);
      }
    }
    const runs = [];
    const add = (kind, piece) => {
      const last = runs[runs.length - 1];
      if (last && last[0] === kind) last[1].push(piece);
      else runs.push([kind, [piece]]);
    };
    let i = 0;
    let j = 0;
    while (i < gone.length || j < come.length) {
      if (i < gone.length && j < come.length && gone[i] === come[j]) { add("same", gone[i]); i += 1; j += 1; }
      else if (i < gone.length && (j === come.length || shared[(i + 1) * width + j] >= shared[i * width + j + 1])) { add("del", gone[i]); i += 1; }
      else { add("ins", come[j]); j += 1; }
    }
    return runs;
  };

  const start = (editor) => {
    const box = document.getElementById(editor.dataset.box);
    const shown = editor.querySelector("[data-redline]");
    const told = editor.querySelector("[data-count]");
    if (!box || !shown) return;
    const first = editor.dataset.base;
    const base = pieces(first);
    let waiting = 0;
    const draw = () => {
      const runs = script(base, pieces(box.value.trim() ? box.value.trim() : ""));
      shown.replaceChildren(...runs.map(([kind, words]) => {
        const node = kind === "same" ? document.createElement("span") : document.createElement(kind);
        node.textContent = words.join("");
        return node;
      }));
      const changes = runs.filter((run, place) => run[0] !== "same" && (place === 0 || runs[place - 1][0] === "same"));
      told.textContent = String(changes.length);
    };
    box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(draw, 120); });
    editor.querySelector("[data-restore]").addEventListener("click", () => { box.value = first; draw(); box.focus(); });
    editor.querySelector("[data-bracket]").addEventListener("click", () => {
      const { selectionStart: from, selectionEnd: to } = box;
      if (from === to) return;
      box.setRangeText(`[${box.value.slice(from, to)}]`, from, to, "select");
      draw();
      box.focus();
    });
    editor.hidden = false;
    draw();
  };
  document.querySelectorAll("[data-editor]").forEach(start);
})();
