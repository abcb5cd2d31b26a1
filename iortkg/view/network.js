"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const canvas = document.getElementById("canvas");
  const told = document.getElementById("told");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const curve = { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.5 };
  let network = null;

  // The library takes a shape of ours for a square of its own size, and would leave out a wide one at the border.
  function bound(name, x, y, width, height) {
    const found = network && network.body.nodes[name];
    const box = { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
    if (found) Object.assign(found.shape.boundingBox, box);
  }

  // The outline and the words of the picture, since the shapes of the library that hold words are few.
  function shaped(node, palette) {
    if (!node.drawn) return { ...node };
    const { path, width, height, lines } = node.drawn;
    const paint = palette.groups[node.group];
    const shape = new Path2D(path);
    const ctxRenderer = ({ ctx, x, y, state }) => ({
      drawNode() {
        bound(node.id, x, y, width, height);
        ctx.translate(x, y);
        ctx.fillStyle = paint.color.background;
        ctx.fill(shape);
        ctx.lineWidth = node.borderWidth + (state.selected ? 1 : 0);
        ctx.strokeStyle = state.selected || state.hover ? paint.color.highlight.border : paint.color.border;
        ctx.setLineDash(paint.shapeProperties.borderDashes || []);
        ctx.stroke(shape);
        ctx.textAlign = "center";
        ctx.textBaseline = "alphabetic";
        for (const line of lines) {
          ctx.font = `${line.bold ? 600 : 400} ${line.size}px ${paint.font.face}`;
          ctx.fillStyle = line.note ? palette.notes[node.group] : paint.font.color;
          ctx.fillText(line.text, 0, line.down);
        }
      },
      nodeDimensions: { width, height },
    });
    return { ...node, label: "", shape: "custom", ctxRenderer };
  }

  // An edge that has a route becomes steps between unseen places; those at a box go with the box.
  function routed(nodes, edges, palette) {
    const places = new Map();
    const ports = {};
    const steps = [];
    const owners = new Map(nodes.map((node) => [node.id, node]));
    function place([x, y], owner) {
      const id = `place ${x} ${y}`;
      if (!places.has(id)) {
        const unseen = { shape: "dot", size: 0, borderWidth: 0, physics: false, chosen: false, label: "" };
        places.set(id, { id, x, y, ...unseen });
        if (owner) (ports[owner.id] = ports[owner.id] || []).push({ id, x: x - owner.x, y: y - owner.y });
      }
      return id;
    }
    // What is drawn last lies on top: the strong way.
    for (const edge of [...edges].sort((one, other) => (one.way === "strong") - (other.way === "strong"))) {
      const { route = [], spot = [], label, from, to, ...rest } = edge;
      if (!route.length) {
        steps.push({ ...edge });
        continue;
      }
      const last = route.length - 1;
      route.slice(1).forEach((far, number) => {
        const near = route[number];
        if (near[0] === far[0] && near[1] === far[1]) return;
        const ends = {
          from: place(near, number ? null : owners.get(from)),
          to: place(far, number + 1 === last ? owners.get(to) : null),
        };
        const arrows = { to: { enabled: number + 1 === last, scaleFactor: 0.5 } };
        steps.push({ ...rest, ...ends, arrows, smooth: near[1] === far[1] ? false : curve });
      });
      if (spot.length) {
        const words = { shape: "text", label, title: edge.title, font: palette.words, physics: false, chosen: false };
        places.set(`label ${from} ${to}`, { id: `label ${from} ${to}`, x: spot[0], y: spot[1], ...words });
      }
    }
    return { places: [...places.values()], steps, ports };
  }

  function draw() {
    const palette = dark.matches ? data.night : data.day;
    const nodes = data.nodes.map((node) => shaped(node, palette));
    const coloured = data.edges.map((edge) =>
      edge.way ? { ...edge, color: palette.ways[edge.way], font: palette.words } : { ...edge }
    );
    const { places, steps, ports } = routed(data.nodes, coloured, palette);
    const options = { ...data.settings, groups: { ...palette.groups, ...(data.settings.groups || {}) } };
    options.interaction = {
      ...(options.interaction || {}),
      hover: true,
      tooltipDelay: 120,
      keyboard: { enabled: true, bindToWindow: false },
    };
    if (network) network.destroy();
    network = new vis.Network(canvas, { nodes: [...nodes, ...places], edges: steps }, options);
    window.iortkgNetwork = network;
    network.on("select", (chosen) => {
      const found = nodes.filter((node) => chosen.nodes.includes(node.id));
      told.textContent = found.length ? found.map((node) => node.title || node.label).join("\n") : told.dataset.empty;
    });
    network.on("dragging", (moved) => {
      for (const name of moved.nodes) {
        const at = network.getPosition(name);
        for (const port of ports[name] || []) network.moveNode(port.id, at.x + port.x, at.y + port.y);
      }
    });
    // The library learns the size of a shape of ours from its first drawing, and uses it from the next one on.
    network.once("afterDrawing", () => {
      for (const { id, x, y, drawn } of data.nodes.filter((node) => node.drawn)) {
        const shape = network.body.nodes[id].shape;
        shape.refreshNeeded = true;
        shape.updateBoundingBox = (left, top) => bound(id, left, top, drawn.width, drawn.height);
        shape.updateBoundingBox(x, y);
      }
      network.once("afterDrawing", () => network.fit());
      network.redraw();
    });
    document.documentElement.dataset.ready = "yes";
  }

  draw();
  dark.addEventListener("change", draw);
})();
