"use strict";
(function () {
  const view = JSON.parse(document.getElementById("view").textContent);
  const svg = document.querySelector("figure svg");
  const details = document.getElementById("details");
  const boxes = [...svg.querySelectorAll("g")].filter((group) => group.querySelector(":scope > title"));
  const number = new Map(view.nodes.map((node, place) => [node.id, place]));
  const ways = drawn();
  let chosen = -1;

  // The picture draws edges with the same ends once, those of the strong way after all others.
  function drawn() {
    const pairs = new Map();
    for (const edge of view.edges) {
      const key = JSON.stringify([edge.start, edge.end]);
      if (edge.points.length && !pairs.has(key)) pairs.set(key, edge);
    }
    const weak = [...pairs.values()].filter((edge) => !edge.strong);
    const strong = [...pairs.values()].filter((edge) => edge.strong);
    const paths = (name) => [...svg.querySelectorAll("g." + name + " path")];
    const found = [];
    for (const [edges, lines] of [[weak, paths("w-weak")], [strong, paths("w-strong")]]) {
      edges.forEach((edge, place) => found.push([edge, lines[place]]));
    }
    return found;
  }

  function told(node) {
    return node.note ? node.label + ", " + node.note : node.label;
  }

  function element(name, text, parent) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (parent) parent.append(made);
    return made;
  }

  function button(place, parent, text) {
    const made = element("button", text || told(view.nodes[place]), parent);
    made.type = "button";
    made.dataset.n = place;
    return made;
  }

  function pair(list, name, text) {
    if (!text) return;
    element("dt", name, list);
    element("dd", text, list);
  }

  // What ties a thing to others, the word for it before a thing that it leads to and after one that it comes from.
  function ties(list, name, edges, side) {
    if (!edges.length) return;
    element("dt", name, list);
    const all = element("ul", undefined, element("dd", undefined, list));
    for (const edge of edges) {
      const item = element("li", undefined, all);
      if (side === "end" && edge.label) item.append(edge.label + " ");
      button(number.get(edge[side]), item);
      if (side === "start" && edge.label) item.append(" (" + edge.label + ")");
    }
  }

  function describe(place) {
    const node = view.nodes[place];
    details.replaceChildren();
    element("h3", node.label, details);
    const list = element("dl", undefined, details);
    pair(list, "kind", node.kind);
    pair(list, "note", node.note);
    pair(list, "meaning", node.meaning);
    pair(list, "how many", node.count ? String(node.count) : "");
    pair(list, "valid", [node.valid_from && "from " + node.valid_from, node.valid_to && "to " + node.valid_to]
      .filter(Boolean).join(" "));
    pair(list, "in the note", node.span ? "characters " + node.span[0] + " to " + node.span[1] : "");
    pair(list, "sources", node.source);
    pair(list, "identifier", node.concept || node.id);
    ties(list, "leads to", view.edges.filter((edge) => edge.start === node.id), "end");
    ties(list, "comes from", view.edges.filter((edge) => edge.end === node.id), "start");
  }

  // A large picture comes in tiles; each is laid out once it comes near to what is looked at.
  const tiles = [...svg.querySelectorAll("g.tile")].map((tile) => ({ tile, spots: [] }));
  const tileOf = new Map(tiles.map((one) => [one.tile, one]));
  if (tiles.length) {
    boxes.forEach((box, place) => {
      const { x, y, width, height } = view.nodes[place];
      tileOf.get(box.parentElement).spots.push([x, y], [x + width, y + height]);
    });
    for (const [edge, line] of ways) {
      const own = line && tileOf.get(line.parentElement);
      if (own) own.spots.push(...edge.points);
    }
    for (const one of tiles) {
      const [across, down] = [0, 1].map((side) => one.spots.map((spot) => spot[side]));
      one.frame = [across, down].map((all) => [Math.min(...all), Math.max(...all)]);
    }
    reveal();
    svg.closest("figure").addEventListener("scroll", reveal, { passive: true });
    window.addEventListener("resize", reveal);
  }

  function reveal() {
    const [inner, outer] = [svg.getBoundingClientRect(), svg.closest("figure").getBoundingClientRect()];
    const scale = inner.width / svg.viewBox.baseVal.width;
    const seen = [[outer.left - inner.left, outer.width], [outer.top - inner.top, outer.height]].map(
      ([start, size]) => [(start - 300) / scale, (start + size + 300) / scale]);
    for (const one of tiles) {
      if (one.frame.every(([least, most], side) => least < seen[side][1] && most > seen[side][0])) see(one.tile);
    }
  }

  function see(part) {
    const tile = part.closest(".tile");
    if (tile) tile.classList.add("seen");
  }

  function choose(place, from) {
    chosen = place;
    see(boxes[place]);
    const node = view.nodes[place];
    boxes.forEach((box, other) => {
      box.setAttribute("aria-pressed", String(other === place));
      box.setAttribute("tabindex", other === place ? "0" : "-1");
    });
    // Where every edge is one of its own, to mark them all would mark none.
    const near = ways.filter(([edge]) => edge.start === node.id || edge.end === node.id);
    for (const way of ways) {
      if (way[1]) way[1].classList.toggle("near", near.length < ways.length && near.includes(way));
    }
    for (const row of document.querySelectorAll("[data-of]")) {
      row.classList.toggle("chosen", row.dataset.of.split(" ").includes(String(place)));
    }
    describe(place);
    for (const one of document.querySelectorAll("button[data-n]")) {
      one.setAttribute("aria-pressed", String(Number(one.dataset.n) === place));
    }
    if (from === "list" || (from === "start" && view.kind === "neighbourhood")) show(boxes[place]);
    document.documentElement.dataset.chosen = String(place);
  }

  // Scrolls the picture alone, so that a choice in the list does not move the list away.
  function show(box) {
    const frame = svg.closest("figure");
    const [inner, outer] = [box.getBoundingClientRect(), frame.getBoundingClientRect()];
    frame.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
    frame.scrollTop += inner.top + inner.height / 2 - outer.top - outer.height / 2;
  }

  // The nearest thing in the direction of an arrow key.
  function beside(place, key) {
    const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
    const [x, y] = middle(view.nodes[place]);
    const [across, down] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
    let [best, least] = [-1, Infinity];
    view.nodes.forEach((node, other) => {
      const [dx, dy] = [middle(node)[0] - x, middle(node)[1] - y];
      const along = dx * across + dy * down;
      const aside = Math.abs(dx * down) + Math.abs(dy * across);
      const far = along + 2.5 * aside;
      if (other !== place && along > 4 && far < least) [best, least] = [other, far];
    });
    return best;
  }

  svg.setAttribute("role", "group");
  boxes.forEach((box, place) => {
    const node = view.nodes[place];
    box.setAttribute("role", "button");
    box.setAttribute("tabindex", place ? "-1" : "0");
    box.setAttribute("aria-pressed", "false");
    // The title is what a screen reader says; an aria-label would have to repeat the words sign by sign.
    box.querySelector(":scope > title").textContent = node.kind + ": " + told(node);
    box.addEventListener("click", () => choose(place, "picture"));
    box.addEventListener("keydown", (pressed) => {
      if (pressed.key === "Enter" || pressed.key === " ") choose(place, "picture");
      else if (pressed.key.startsWith("Arrow")) {
        const next = beside(place, pressed.key);
        if (next >= 0) {
          see(boxes[next]);
          boxes[next].focus();
          choose(next, "list");
        }
      } else return;
      pressed.preventDefault();
    });
  });

  document.addEventListener("click", (clicked) => {
    const found = clicked.target.closest("button[data-n]");
    if (!found) return;
    const refocus = details.contains(found);
    choose(Number(found.dataset.n), "list");
    if (refocus) boxes[chosen].focus({ preventScroll: true });
  });

  const search = document.getElementById("search");
  const hits = document.getElementById("hits");
  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    hits.replaceChildren();
    const found = !words.length ? [] : view.nodes.flatMap((node, place) => {
      const text = [node.label, node.note, node.kind, node.id, node.meaning].join(" ").toLowerCase();
      return words.every((word) => text.includes(word)) ? [place] : [];
    });
    for (const place of found.slice(0, 30)) button(place, element("li", undefined, hits));
    const shown = found.length > 30 ? "30 of " + found.length : String(found.length);
    document.getElementById("found").textContent = words.length ? shown + " found" : "";
  });
  search.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Enter" && hits.querySelector("button")) hits.querySelector("button").click();
    if (pressed.key === "Escape") {
      search.value = "";
      search.dispatchEvent(new Event("input"));
    }
  });

  if (view.selected) choose(number.get(view.selected), "start");
  document.documentElement.dataset.ready = "yes";
})();
