"use strict";
(function () {
  const root = document.documentElement;
  const numbers = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);
  const chapters = [...document.querySelectorAll(".chapter")];
  const steps = [...document.querySelectorAll(".step")];
  const boxes = [...document.querySelectorAll("figure [data-box]")];
  const ties = [...document.querySelectorAll("figure [data-tie]")];
  const words = [...document.querySelectorAll("figure [data-ties]")];
  const marks = [...document.querySelectorAll("mark")];
  const byId = (name) => document.getElementById(name);
  const home = (step) => chapters.indexOf(step.closest(".chapter"));
  let at = 0;

  // What is shown, what lies on the way of the chapter, and what is new.
  function dress(parts, of, shown, way, now) {
    for (const part of parts) {
      const own = of(part);
      const is = (set) => own.some((number) => set.has(number));
      part.classList.toggle("away", !is(shown));
      part.classList.toggle("aside", way.size > 0 && is(shown) && !is(way) && !is(now));
      part.classList.toggle("way", way.size > 0 && is(shown) && is(way));
      part.classList.toggle("now", is(now));
    }
  }

  function go(place) {
    at = Math.max(0, Math.min(steps.length - 1, place));
    const chapter = chapters[home(steps[at])];
    chapters.forEach((one) => one.classList.toggle("now", one === chapter));
    steps.forEach((one, number) => one.classList.toggle("now", number === at));
    const told = (name) => new Set(steps.slice(0, at + 1).flatMap((step) => numbers(step, name)));
    const set = (element, name) => new Set(numbers(element, name));
    const drawn = told("boxes");
    dress(boxes, (box) => [box.dataset.box], drawn, set(chapter, "boxes"), set(steps[at], "boxes"));
    dress(ties, (tie) => [tie.dataset.tie], told("ties"), set(chapter, "ties"), set(steps[at], "ties"));
    dress(words, (word) => numbers(word, "ties"), told("ties"), set(chapter, "ties"), set(steps[at], "ties"));
    for (const mark of marks) {
      const is = (all) => numbers(mark, "boxes").some((number) => all.has(number));
      const now = is(set(steps[at], "boxes"));
      mark.classList.toggle("on", is(drawn));
      mark.classList.toggle("now", now);
      if (now) mark.scrollIntoView({ block: "nearest" });
    }
    byId("place").textContent = "Step " + (at + 1) + " of " + steps.length;
    byId("progress").value = at + 1;
    byId("chapter").value = String(chapters.indexOf(chapter));
    byId("back").disabled = at === 0;
    byId("next").disabled = at === steps.length - 1;
    root.dataset.step = String(at + 1);
  }

  function chapterAt(number) {
    const chapter = chapters[Math.max(0, Math.min(chapters.length - 1, number))];
    go(steps.indexOf(chapter.querySelector(".step")));
  }

  function notes() {
    const on = root.classList.toggle("with-notes");
    byId("notes").setAttribute("aria-pressed", String(on));
  }

  const keys = {
    ArrowRight: () => go(at + 1),
    ArrowDown: () => go(at + 1),
    ArrowLeft: () => go(at - 1),
    ArrowUp: () => go(at - 1),
    " ": () => go(at + 1),
    PageDown: () => chapterAt(home(steps[at]) + 1),
    PageUp: () => chapterAt(home(steps[at]) - 1),
    Home: () => go(0),
    End: () => go(steps.length - 1),
    n: notes,
    N: notes,
  };
  document.addEventListener("keydown", (pressed) => {
    const act = keys[pressed.key];
    const button = pressed.target.closest("button, select");
    if (!act || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return;
    // A button keeps the space bar, a list of choices its keys.
    if (button && (button.tagName === "SELECT" || pressed.key === " ")) return;
    pressed.preventDefault();
    act();
  });
  byId("next").addEventListener("click", () => go(at + 1));
  byId("back").addEventListener("click", () => go(at - 1));
  byId("notes").addEventListener("click", notes);
  byId("chapter").addEventListener("change", (changed) => chapterAt(Number(changed.target.value)));
  byId("told").setAttribute("aria-live", "polite");
  root.classList.add("ready");
  go(0);
  root.dataset.ready = "yes";
})();
