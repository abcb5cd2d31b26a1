// The explorer in the browser: it shows what Python says and sends back what a person does. Every word is set as text.

const told = (value) => String(value).replaceAll("-", " ");

/** An element with attributes, listeners (names that begin with on) and children; texts stay texts. */
function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

function shape(path, className) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "-1 -1 26 16");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

let number = 0;

function render({ model, el }) {
  const own = `iortkg-${++number}`;
  const root = h("div", { class: "iortkg-live" });
  const places = {};
  for (const name of ["busy", "fault", "trail", "seek", "case", "picture", "below", "twins", "coverage"]) {
    places[name] = h("div", { class: `p-${name}` });
    root.append(places[name]);
  }
  places.busy.setAttribute("role", "status");
  places.fault.setAttribute("role", "alert");
  el.append(root);

  const before = {};
  let network = null;
  let waiting = 0;
  let late = null;

  function act(what) {
    waiting += 1;
    clearTimeout(late);
    late = setTimeout(() => { if (waiting) places.busy.textContent = "Working on it …"; }, 150);
    model.send(what);
  }
  function done() {
    waiting = Math.max(0, waiting - 1);
    if (waiting) return;
    clearTimeout(late);
    places.busy.textContent = "";
    root.dataset.ready = String(1 + Number(root.dataset.ready || 0));
  }
  function choose(id) {
    if (id && id.startsWith("group:")) {
      const [thing, predicate, direction] = id.slice("group:".length).split(" ");
      return act({ do: "unfold", thing, predicate, direction });
    }
    if (!id || model.get("selected") === id) return;
    model.set("selected", id);
    model.save_changes();
  }

  /** A panel is made again only where what it shows is new; the focus stays where it was. */
  function panel(name, value, make) {
    const now = JSON.stringify(value);
    if (before[name] === now) return;
    before[name] = now;
    const place = places[name];
    const active = document.activeElement;
    const key = place.contains(active) ? active.dataset.k : null;
    const typed = key && "value" in active ? [active.value, active.selectionStart] : null;
    const folds = [...place.querySelectorAll("details")].filter((fold) => fold.open).map((fold) => fold.dataset.k);
    place.replaceChildren(...[make()].flat().filter(Boolean));
    for (const fold of place.querySelectorAll("details")) fold.open = fold.open || folds.includes(fold.dataset.k);
    if (!key) return;
    const again = [...place.querySelectorAll("[data-k]")].find((one) => one.dataset.k === key);
    const stay = again || place.querySelector("h2, summary") || place;
    if (!again) stay.setAttribute("tabindex", "-1");
    stay.focus({ preventScroll: true });
    if (again && typed && again.tagName === "INPUT") again.value = typed[0];
  }

  const button = (key, words, onclick, more = {}) =>
    h("button", { type: "button", "data-k": key, onclick, ...more }, words);
  const titled = (title, ...body) => h("section", { "aria-label": title }, h("h2", {}, title), ...body);

  // The trail: breadcrumbs, undo, bookmarks.
  function trail(now) {
    const last = now.steps.length - 1;
    const first = Math.max(0, last - 4);
    const crumbs = now.steps.slice(first).map((words, at) => {
      const place = first + at;
      return h("li", {}, place === last
        ? h("span", { "aria-current": "step" }, words)
        : button(`step ${place}`, words, () => act({ do: "step", number: place })));
    });
    return [
      h("nav", { "aria-label": "Trail" }, h("ol", { class: "crumbs" }, first ? h("li", {}, "…") : null, crumbs)),
      h("div", { class: "row" },
        button("undo", "Undo", () => act({ do: "undo" }), { disabled: !now.undo }),
        button("redo", "Redo", () => act({ do: "redo" }), { disabled: !now.redo }),
        button("mark", now.marked ? "Remove bookmark" : "Bookmark", () => act({ do: "mark" }), { "aria-pressed": String(now.marked) }),
        now.bookmarks.length
          ? h("ul", { class: "chips", "aria-label": "Bookmarks" }, now.bookmarks.map((words, at) =>
            h("li", {}, button(`return ${at}`, words, () => act({ do: "return", number: at })))))
          : null),
    ];
  }

  // Search, and the path between two things; both look in the whole graph.
  let typing = null;
  function seek(now) {
    const list = `${own}-found`;
    const look = (event) => {
      clearTimeout(typing);
      const words = event.target.value;
      typing = setTimeout(() => act({ do: "find", words }), 220);
    };
    const field = (key, label, more = {}) =>
      h("label", {}, label, h("input", { type: "text", "data-k": key, autocomplete: "off", spellcheck: "false", ...more }));
    const from = field("from", "Path from", { list, oninput: look });
    const to = field("to", "to", { list, oninput: look });
    const find = field("find", "Search the whole graph", { list: null, oninput: look, type: "search" });
    const kept = places.seek.querySelectorAll("input");
    [find, from, to].forEach((one, at) => { if (kept[at]) one.lastChild.value = kept[at].value; });
    return h("div", { class: "row" },
      h("form", { role: "search", onsubmit: (event) => { event.preventDefault(); clearTimeout(typing); act({ do: "go", what: find.lastChild.value }); } },
        find, h("button", { type: "submit", "data-k": "go" }, "Go")),
      h("form", { onsubmit: (event) => {
        event.preventDefault();
        clearTimeout(typing);
        act({ do: "path", start: from.lastChild.value, end: to.lastChild.value });
      } }, from, to, h("button", { type: "submit", "data-k": "path" }, "Find path")),
      button("case", "Walk of the case", () => act({ do: "case" }), { disabled: !now.answer }),
      button("all", "Everything by kind", () => act({ do: "all" })),
      h("datalist", { id: list }, now.found.map((one) => h("option", { value: one.label }, one.kind))),
      h("ul", { class: "chips found", "aria-label": "Found", "aria-live": "polite" }, now.found.map((one) =>
        h("li", {}, button(`found ${one.id}`, [one.label, " ", h("small", {}, one.kind)], () => act({ do: "go", what: one.id }))))));
  }

  // What is said of the case.
  function mark(piece) {
    if (!piece.status) return document.createTextNode(piece.text);
    const id = piece.id || piece.concept;
    return h("mark", {
      class: `s-${piece.status}`, role: "button", tabindex: "0", title: piece.told, "data-k": `mark ${id} ${piece.text}`,
      "data-id": id, "aria-label": `${piece.text}, ${piece.told}`,
      onclick: () => choose(id),
      onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(id); } },
      onfocus: () => { hint.textContent = piece.told; },
      onmouseenter: () => { hint.textContent = piece.told; },
    }, piece.text);
  }
  const hint = h("p", { class: "hint", "aria-hidden": "true" });

  function question(one) {
    const asked = h("p", {}, h("i", {}, told(one.missing)), " ", one.ask, one.decides.length
      ? h("small", {}, ` decides ${one.decides.join(", ")}`) : null);
    if (!one.settable) return h("li", {}, asked);
    if (one.choices.length) {
      return h("li", {}, asked, h("div", { class: "row", role: "group", "aria-label": `Answers: ${told(one.missing)}` },
        one.choices.map(([value, label]) =>
          button(`answer ${one.fact} ${value}`, label, () => act({ do: "answer", kind: one.fact, value })))));
    }
    const field = h("input", { type: one.fact === "date" ? "date" : "text", "data-k": `field ${one.fact}` });
    return h("li", {}, asked, h("form", { onsubmit: (event) => {
      event.preventDefault();
      act({ do: "answer", kind: one.fact, value: field.value });
    } }, h("label", {}, "Answer ", field), h("button", { type: "submit", "data-k": `set ${one.fact}` }, "Set")));
  }

  function claims(claim) {
    const heads = ["Code", "For", "Units", "Standing"];
    const rows = claim.lines.map((line) => h("tr", { "data-id": line.id },
      h("th", { scope: "row" }, line.id
        ? button(`line ${line.id}`, line.code, () => choose(line.id), { "data-id": line.id }) : line.code,
      " ", h("small", {}, line.system)),
      h("td", {}, line.meaning, line.other.map((words) => h("small", { class: "or" }, words))),
      h("td", {}, line.units || "–"),
      h("td", {}, line.core ? "core, " : "", h("span", { class: `c-${line.confidence}` }, line.confidence))));
    return h("table", {}, h("caption", {}, told(claim.biller)),
      rows.length ? h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))) : null,
      h("tbody", {}, rows.length ? rows : h("tr", {}, h("td", { class: "none" }, "no line"))));
  }

  function switches(now) {
    const trying = now.tried;
    const rows = now.switches.map((one) => {
      const id = `${own}-try-${one.fact}`;
      const value = trying && trying.fact === one.fact ? (trying.value || "-") : "";
      const options = [["", `as it is: ${one.now}`], ...one.choices.map(([key, label]) => [key, `if ${label}`]), ["-", "if not told"]];
      return h("div", { class: "switch" }, h("label", { for: id }, told(one.fact)),
        h("select", { id, "data-k": `try ${one.fact}`, onchange: (event) => {
          const chosen = event.target.value;
          act(chosen ? { do: "try", kind: one.fact, value: chosen === "-" ? null : chosen } : { do: "try" });
        } }, options.map(([key, label]) => h("option", { value: key, selected: key === value }, label))));
    });
    const moved = trying ? h("div", { class: "moved", role: "status" },
      h("p", {}, `If ${told(trying.fact)}: ${trying.label}`),
      h("ul", {}, trying.lines.slice(1).map((line) => h("li", { class: { "+": "added", "-": "removed", "~": "changed" }[line[0]] || "same" }, line))),
      h("div", { class: "row" },
        button("keep", "Keep this", () => act({ do: "answer", kind: trying.fact, value: trying.value || null })),
        button("leave", "Back to the case as it is", () => act({ do: "try" })))) : null;
    return titled("What if", rows, moved);
  }

  const why = (one) => h("li", {}, h("b", {}, one.code), " ", one.meaning, ". ", h("i", {}, told(one.deciding)), " ", one.because);

  /** The date of service slides over the years of the codes; the day of the year stays. */
  function year(now) {
    const output = h("output", {}, String(now.year));
    const slider = h("input", {
      type: "range", min: now.first, max: now.last, value: now.year, step: 1, "data-k": "year",
      oninput: (event) => { output.textContent = event.target.value; },
      onchange: (event) => act({ do: "year", year: Number(event.target.value) }),
    });
    return h("label", { class: "year" }, "Code year", slider, output);
  }

  function ofCase(now) {
    if (!now) return h("p", { class: "none" }, "Put in a case or choose an example, or search the graph.");
    hint.textContent = "Point at a marked word, or move to it with the tab key, to see what it means.";
    const asked = now.questions.length
      ? h("div", { class: "asked" }, titled("Questions", h("ul", { class: "plain" }, now.questions.map(question)))) : null;
    const billed = titled("Claims", now.claims.map(claims));
    const open = now.summary[0][1] === "needs-information";
    return [
      h("div", { class: "head" }, h("dl", {}, now.summary.map(([label, value, origin]) =>
        h("div", {}, h("dt", {}, label), h("dd", {}, value, origin ? h("small", {}, ` ${origin}`) : null)))), year(now.years)),
      h("div", { class: "two" },
        h("div", {},
          titled("The note", h("p", { class: "note", dir: "auto" }, now.note.map(mark)), hint),
          open ? [asked, billed] : [billed, asked]),
        h("div", {},
          now.hand.length ? titled("Set by hand", h("ul", { class: "chips" }, now.hand.map((one) =>
            h("li", {}, button(`drop ${one.fact}`, `${told(one.fact)}: ${one.value} ✕`, () => act({ do: "drop", kind: one.fact }),
              { "aria-label": `${told(one.fact)}: ${one.value}, take back` }))))) : null,
          switches(now),
          now.why_not.length ? titled("Why not", h("ul", { class: "plain" }, now.why_not.slice(0, 5).map(why)),
            now.why_not.length > 5 ? h("details", { "data-k": "more-why" }, h("summary", { "data-k": "more-why-s" }, `${now.why_not.length - 5} more`),
              h("ul", { class: "plain" }, now.why_not.slice(5).map(why))) : null) : null,
          now.consider.length ? titled("Consider", h("ul", {}, now.consider.map((line) => h("li", {}, line)))) : null,
          now.warnings.length ? h("details", { "data-k": "warnings" }, h("summary", { "data-k": "warnings-s" }, `Warnings (${now.warnings.length})`),
            h("ul", {}, now.warnings.map((line) => h("li", {}, line)))) : null)),
    ];
  }

  // The picture.
  const isDark = () => {
    const theme = document.body.dataset.jpThemeLight;
    return theme ? theme === "false" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const palette = () => model.get("colours")[isDark() ? "night" : "day"];

  function curve(ctx, points) {
    ctx.beginPath();
    ctx.moveTo(...points[0]);
    points.slice(1).forEach(([x, y], at) => {
      const [left, level] = points[at];
      if (at % 2 || level === y) ctx.lineTo(x, y);
      else ctx.bezierCurveTo((left + x) / 2, level, (left + x) / 2, y, x, y);
    });
    ctx.stroke();
    const [[x0], [x, y]] = points.slice(-2);
    const way = x0 > x ? 1 : -1;
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x + 8 * way, y - 4.5);
    ctx.lineTo(x + 8 * way, y + 4.5);
    ctx.fill();
  }

  function background(ctx, view) {
    const colours = palette();
    const chosen = model.get("selected");
    ctx.save();
    ctx.textBaseline = "alphabetic";
    for (const head of view.heads) {
      ctx.font = `600 13px ${FONT}`;
      ctx.fillStyle = colours.note;
      ctx.textAlign = "left";
      ctx.fillText(head.text, head.x, head.y);
      ctx.fillStyle = colours.rule;
      ctx.fillRect(head.x, head.y + 10, head.width, 1);
    }
    const lines = [...view.edges].filter((edge) => edge.points.length > 1).sort((one, other) => one.strong - other.strong);
    for (const edge of lines) {
      const near = edge.start === chosen || edge.end === chosen;
      ctx.strokeStyle = ctx.fillStyle = edge.strong || near ? colours.strong : colours.weak;
      ctx.lineWidth = edge.strong || near ? 2.4 : 1.4;
      curve(ctx, edge.points);
    }
    for (const label of view.labels) {
      ctx.font = `11px ${FONT}`;
      ctx.textAlign = "center";
      label.lines.forEach((line, at) => {
        const y = label.y + (at - (label.lines.length - 1) / 2) * 13 + 4;
        ctx.strokeStyle = colours.ground;
        ctx.lineWidth = 4;
        ctx.lineJoin = "round";
        ctx.strokeText(line, label.x, y);
        ctx.fillStyle = colours.note;
        ctx.fillText(line, label.x, y);
      });
    }
    ctx.restore();
  }

  function node(one) {
    const outline = new Path2D(one.path);
    const ctxRenderer = ({ ctx, x, y, state }) => ({
      drawNode() {
        const colours = palette();
        const [fill, edge, ink, note] = colours.kinds[one.paint] || colours.kinds.other;
        const chosen = state.selected || model.get("selected") === one.id;
        ctx.save();
        ctx.translate(x, y);
        ctx.fillStyle = fill;
        ctx.fill(outline);
        ctx.lineWidth = chosen ? 4 : state.hover ? 2.6 : 1.4;
        ctx.strokeStyle = chosen || state.hover ? colours.strong : edge;
        ctx.setLineDash(one.paint === "rule" || one.paint === "group" ? [5, 3] : []);
        ctx.stroke(outline);
        ctx.textAlign = "center";
        ctx.textBaseline = "alphabetic";
        for (const line of one.lines) {
          ctx.font = `${line.bold ? 600 : 400} ${line.size}px ${FONT}`;
          ctx.fillStyle = line.note ? note : ink;
          ctx.fillText(line.text, 0, line.down);
        }
        ctx.restore();
      },
      nodeDimensions: { width: one.width, height: one.height },
    });
    return { id: one.id, x: one.x, y: one.y, shape: "custom", ctxRenderer, label: "" };
  }

  let seen = null;
  function draw(view, canvas) {
    if (network) network.destroy();
    network = null;
    const width = canvas.clientWidth;
    if (!width || !view) return;
    seen = view;
    const scale = fitting(view, width);
    const height = Math.round(Math.min(1400, Math.max(140, view.height * scale + 28)));
    canvas.style.height = `${height}px`;
    network = new vis.Network(canvas, { nodes: view.nodes.map(node), edges: [] }, {
      physics: false, layout: { improvedLayout: false }, autoResize: false, width: "100%", height: "100%",
      interaction: { dragNodes: false, zoomView: false, hover: true, selectConnectedEdges: false, multiselect: false },
    });
    canvas.querySelectorAll("[tabindex]").forEach((one) => one.removeAttribute("tabindex"));
    network.on("beforeDrawing", (ctx) => background(ctx, view));
    // The library takes a shape of ours for a square of its own size; it is told the true one.
    network.once("afterDrawing", () => {
      for (const one of view.nodes) {
        const found = network.body.nodes[one.id].shape;
        const bound = () => Object.assign(found.boundingBox, {
          left: one.x - one.width / 2, right: one.x + one.width / 2, top: one.y - one.height / 2, bottom: one.y + one.height / 2,
        });
        found.updateBoundingBox = bound;
        bound();
      }
    });
    network.on("click", (event) => { if (event.nodes.length) choose(event.nodes[0]); });
    network.on("hoverNode", () => { canvas.style.cursor = "pointer"; });
    network.on("blurNode", () => { canvas.style.cursor = ""; });
    root.iortkgNetwork = network;
    home();
  }
  /** The whole width of a picture where its words stay readable by a hair, else no smaller than that; all by kind, whole. */
  const fitting = (view, width) => Math.max(view.whole ? 0 : 0.58, Math.min(1, width / view.width));
  function home(readable = false) {
    if (!network || !seen) return;
    const canvas = places.picture.querySelector(".canvas");
    const { clientWidth: width, clientHeight: height } = canvas;
    const scale = readable ? 1 : fitting(seen, width);
    const wide = seen.width * scale > width ? width / 2 / scale : seen.width / 2;
    const tall = seen.height * scale > height ? height / 2 / scale : (seen.height + 12) / 2;
    network.moveTo({ position: { x: wide, y: tall }, scale, animation: false });
    follow();
  }
  function zoom(by) {
    if (network) network.moveTo({ scale: Math.max(0.2, Math.min(3, network.getScale() * by)), animation: false });
  }
  function whole() {
    if (!network || !seen) return;
    const canvas = places.picture.querySelector(".canvas");
    const scale = Math.min(1, canvas.clientWidth / seen.width, canvas.clientHeight / (seen.height + 12));
    network.moveTo({ position: { x: seen.width / 2, y: (seen.height + 12) / 2 }, scale, animation: false });
  }
  /** Bring the selected thing into sight. */
  function follow() {
    const chosen = seen && seen.nodes.find((one) => one.id === model.get("selected"));
    if (!network || !chosen) return;
    const canvas = places.picture.querySelector(".canvas");
    const at = network.canvasToDOM({ x: chosen.x, y: chosen.y });
    const [wide, tall] = [chosen.width / 2 * network.getScale() + 8, chosen.height / 2 * network.getScale() + 8];
    const by = (place, room, most) => Math.min(0, place - room) + Math.max(0, place + room - most);
    const scale = network.getScale();
    const x = seen.width * scale > canvas.clientWidth + 1 ? by(at.x, wide, canvas.clientWidth) : 0;
    const y = by(at.y, tall, canvas.clientHeight);
    const now = network.getViewPosition();
    if (x || y) network.moveTo({ position: { x: now.x + x / scale, y: now.y + y / scale }, animation: false });
    network.redraw();
  }

  function picture(view) {
    if (!view) return null;
    const canvas = h("div", { class: "canvas", role: "img", "aria-label": `${view.title || "The walk"}. The list below says the same in words.` });
    const key = h("ul", { class: "legend", "aria-label": "Kinds" }, view.legend.map((one) =>
      h("li", {}, shape(one.path, `k k-${one.kind}`), one.label)));
    requestAnimationFrame(() => { draw(view, canvas); select(); });
    return titled("The picture",
      h("div", { class: "row" }, h("p", { class: "told" }, view.title ? `${view.title}. ` : "", `Shown ${view.shown} of ${view.total}.`),
        button("in", "+", () => zoom(1.25), { "aria-label": "Larger" }), button("out", "−", () => zoom(0.8), { "aria-label": "Smaller" }),
        button("whole", "Whole picture", whole), button("home", "Readable size", () => home(true))),
      canvas, key);
  }

  // The same in words, and what is known of the selected thing.
  function listed(items) {
    return items.map((one) => h("li", {}, button(`item ${one.id}`, [h("b", {}, one.label), " ", h("small", {}, one.kind)], () => choose(one.id), { "data-id": one.id }),
      one.ties.map(([tie, other]) => h("span", { class: "tie" }, `${tie} ${other}`))));
  }
  function arrows(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const all = [...event.currentTarget.querySelectorAll("button")];
    const next = all[all.indexOf(document.activeElement) + step];
    if (next) { event.preventDefault(); next.focus(); }
  }
  function about(one) {
    if (!one) return titled("Selected", h("p", { class: "none" }, "Nothing is selected."));
    const lines = [one.note === one.kind ? "" : one.note, one.meaning, one.dates, one.source ? `Source: ${one.source}` : ""].filter(Boolean);
    return titled("Selected",
      h("p", { class: "name" }, h("b", {}, one.label), " ", h("small", {}, one.kind), one.curie ? h("code", {}, one.curie) : null),
      lines.map((line) => h("p", {}, line)),
      one.curie ? h("div", { class: "row" },
        button("around", "What it is tied to", () => act({ do: "go", what: one.curie })),
        button("path-from", "Path from here", () => {
          const field = places.seek.querySelectorAll("input")[1];
          field.value = one.curie;
          places.seek.querySelectorAll("input")[2].focus();
        })) : null,
      one.groups.length ? h("ul", { class: "plain groups", "aria-label": "Neighbours" }, one.groups.map((group) =>
        h("li", {}, h("details", { "data-k": `group ${group.direction} ${group.predicate}` },
          h("summary", { "data-k": `sum ${group.direction} ${group.predicate}` }, `${group.direction === "in" ? "← " : ""}${group.label} `, h("b", {}, group.count)),
          h("div", { class: "row" }, button(`open ${group.direction} ${group.predicate}`, group.opened ? "Close in the picture" : "Open in the picture",
            () => act({ do: "unfold", thing: one.curie, predicate: group.predicate, direction: group.direction }))),
          h("ul", { class: "chips" }, group.things.map(([id, label]) =>
            h("li", {}, button(`to ${id}`, label, () => act({ do: "go", what: id }))))))))) : null);
  }
  function below({ items, detail }) {
    return h("div", { class: "two" },
      titled("The same in words", h("ol", { class: "steps", onkeydown: arrows }, listed(items))), about(detail));
  }

  function copied(key, title, text) {
    const said = h("span", { role: "status" });
    return h("div", {}, h("div", { class: "row" }, h("h3", {}, title), button(`copy ${key}`, `Copy ${title}`, async () => {
      try { await navigator.clipboard.writeText(text); said.textContent = "Copied."; }
      catch { said.textContent = "The browser lets nothing be copied here; select the text."; }
    }), said), h("pre", { tabindex: "0", "aria-label": title }, text));
  }
  const reproduced = (now) => now && h("details", { "data-k": "twins" }, h("summary", { "data-k": "twins-s" }, "This step in Python and SPARQL"),
    copied("python", "Python", now.python), copied("sparql", "SPARQL", now.sparql));

  function coverage(now) {
    return h("details", { "data-k": "coverage", open: Boolean(now.open) }, h("summary", { "data-k": "coverage-s" }, "What the rules do not cover"),
      h("ul", { class: "plain" }, now.asked.map((one) => h("li", {}, button(`cover ${one.name}`, one.asks,
        () => act({ do: "cover", name: now.open === one.name ? "" : one.name }), { "aria-expanded": String(now.open === one.name) }),
      now.open === one.name ? [h("p", {}, `${now.rows.length} found. kg.query("${one.name}") gives the same.`),
        h("ul", { class: "chips" }, now.rows.map(([id, label]) => h("li", {}, button(`covered ${id}`, [label, " ", h("small", {}, id)], () => act({ do: "go", what: id })))))] : null))));
  }

  /** Text, table, list and picture mark the same thing. */
  function select() {
    const chosen = model.get("selected");
    for (const one of root.querySelectorAll("[data-id]")) {
      const is = one.dataset.id === chosen;
      one.classList.toggle("is-selected", is);
      if (one.tagName === "BUTTON" || one.tagName === "MARK") one.setAttribute("aria-pressed", String(is));
    }
    const item = root.querySelector(".steps .is-selected");
    const list = root.querySelector(".steps");
    if (item && list) {
      const [top, most] = [item.offsetTop - list.offsetTop, list.clientHeight];
      if (top < list.scrollTop || top + item.offsetHeight > list.scrollTop + most) list.scrollTop = top - most / 3;
    }
    follow();
  }

  function show() {
    const now = model.get("shown");
    if (!now.trail) return;
    panel("fault", now.fault, () => document.createTextNode(now.fault));
    panel("trail", now.trail, () => trail(now.trail));
    panel("seek", [now.found, Boolean(now.answer)], () => seek({ ...now, answer: Boolean(now.answer) }));
    panel("case", now.answer, () => ofCase(now.answer));
    panel("picture", now.picture, () => picture(now.picture));
    panel("below", [now.list, model.get("detail")], () => (now.list.length ? below({ items: now.list, detail: model.get("detail").id ? model.get("detail") : null }) : null));
    panel("twins", now.twins, () => reproduced(now.twins));
    panel("coverage", now.coverage, () => coverage(now.coverage));
    select();
  }
  function repaint() {
    root.classList.toggle("night", isDark());
    const colours = palette();
    for (const [kind, [fill, edge]] of Object.entries(colours.kinds)) {
      root.style.setProperty(`--fill-${kind}`, fill);
      root.style.setProperty(`--edge-${kind}`, edge);
      for (const one of root.querySelectorAll(`.k-${kind} path`)) Object.assign(one.style, { fill, stroke: edge });
    }
    if (network) network.redraw();
  }
  const redraw = () => { show(); repaint(); };

  const media = window.matchMedia("(prefers-color-scheme: dark)");
  const theme = new MutationObserver(repaint);
  theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
  media.addEventListener("change", repaint);
  let wide = 0;
  const room = new ResizeObserver(() => {
    const canvas = places.picture.querySelector(".canvas");
    if (!canvas || canvas.clientWidth === wide) return;
    wide = canvas.clientWidth;
    if (seen) draw(model.get("shown").picture, canvas);
  });
  room.observe(root);
  model.on("change:shown", redraw);
  model.on("change:detail", redraw);
  model.on("change:selected", select);
  model.on("msg:custom", (message) => { if (message && message.done) done(); });
  redraw();

  return () => {
    theme.disconnect();
    room.disconnect();
    media.removeEventListener("change", repaint);
    if (network) network.destroy();
  };
}

const FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif";
export default { render };
