"use strict";
(function () {
  const root = document.documentElement;
  const numbers = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);
  const chapters = [...document.querySelectorAll(".chapter")];
  const steps = [...document.querySelectorAll(".step")];
  const boxes = [...document.querySelectorAll("figure [data-box]")];
  const ties = [...document.querySelectorAll("figure [data-tie]")];
  const words = [...document.querySelectorAll("figure [data-of]")];
  const svg = document.querySelector("figure svg");
  const marks = [...document.querySelectorAll("mark")];
  const byId = (name) => document.getElementById(name);
  const home = (step) => chapters.indexOf(step.closest(".chapter"));
  const whole = svg ? { width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height } : null;
  const [heads, largest] = [46, 1.35];
  const [sign, bar] = lifted();
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

  // The part of the picture that the chapter needs, in the shape of the frame, so that words are as large as can be.
  function look(way) {
    if (!svg) return;
    const own = boxes.filter((box) => way.has(box.dataset.box)).map((box) => box.getBBox());
    const frame = svg.parentElement.getBoundingClientRect();
    const reach = (side, far) => own.map((box) => box[side] + (far ? box[far] : 0));
    let [left, top, right, bottom] = [0, 0, whole.width, whole.height];
    if (own.length) {
      [left, top] = [Math.min(...reach("x")) - 24, Math.min(...reach("y")) - heads - 14];
      [right, bottom] = [Math.max(...reach("x", "width")) + 24, Math.max(...reach("y", "height")) + 24];
    }
    const wide = Math.max(right - left, ((bottom - top) * frame.width) / frame.height, frame.width / largest);
    const tall = (wide * frame.height) / frame.width;
    const [x, y] = [(left + right - wide) / 2, own.length ? (top + bottom - tall) / 2 : (whole.height - tall) / 2];
    for (const part of own.length ? [...boxes, ...ties, ...words] : []) {
      if (part.classList.contains("aside") && !fits(part.getBBox(), y + heads + 16, y + tall)) part.classList.add("away");
    }
    svg.setAttribute("viewBox", [x, y, wide, tall].map((size) => size.toFixed(1)).join(" "));
    if (sign) sign.setAttribute("transform", "translate(0 " + (own.length ? y + 12 : 0).toFixed(1) + ")");
    if (bar) bar.setAttribute("visibility", own.length ? "visible" : "hidden");
    if (bar) for (const [name, size] of [["x", x], ["y", 0], ["width", wide]]) bar.setAttribute(name, size.toFixed(1));
  }

  const fits = (box, top, bottom) => box.y >= top && box.y + box.height <= bottom;

  // What each column says stands in front, at the top of whatever part is looked at.
  function lifted() {
    if (!svg) return [null, null];
    const [words, line] = [svg.querySelector(":scope > g.w-note"), svg.querySelector(":scope > path.w-rule")];
    if (!words || !line) return [null, null];
    const group = document.createElementNS(svg.namespaceURI, "g");
    const ground = svg.querySelector("rect.w-ground").cloneNode();
    ground.setAttribute("height", String(heads));
    ground.removeAttribute("rx");
    group.append(ground, words, line);
    svg.append(group);
    return [group, ground];
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
    dress(words, (word) => [word.dataset.of], told("ties"), set(chapter, "ties"), set(steps[at], "ties"));
    for (const mark of marks) {
      const is = (all) => numbers(mark, "boxes").some((number) => all.has(number));
      const now = is(set(steps[at], "boxes"));
      mark.classList.toggle("on", is(drawn));
      mark.classList.toggle("now", now);
      if (now) mark.scrollIntoView({ block: "nearest" });
    }
    look(set(chapter, "boxes"));
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
  window.addEventListener("resize", () => go(at));
  window.addEventListener("beforeprint", () => {
    if (!svg) return;
    svg.setAttribute("viewBox", [0, 0, whole.width, whole.height].join(" "));
    if (sign) sign.removeAttribute("transform");
    if (bar) bar.setAttribute("visibility", "hidden");
  });
  window.addEventListener("afterprint", () => go(at));
  byId("told").setAttribute("aria-live", "polite");
  root.classList.add("ready");
  go(0);
  root.dataset.ready = "yes";
})();
