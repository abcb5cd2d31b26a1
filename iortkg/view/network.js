"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const canvas = document.getElementById("canvas");
  const told = document.getElementById("told");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  let network = null;

  function draw() {
    const palette = dark.matches ? data.night : data.day;
    const nodes = data.nodes.map((node) => ({ ...node }));
    const edges = data.edges.map((edge) =>
      edge.way ? { ...edge, color: palette.ways[edge.way], font: palette.words } : { ...edge }
    );
    const options = { ...data.settings, groups: { ...palette.groups, ...(data.settings.groups || {}) } };
    options.interaction = {
      ...(options.interaction || {}),
      hover: true,
      tooltipDelay: 120,
      keyboard: { enabled: true, bindToWindow: false },
    };
    if (network) network.destroy();
    network = new vis.Network(canvas, { nodes: nodes, edges: edges }, options);
    window.iortkgNetwork = network;
    network.on("select", (chosen) => {
      const found = nodes.filter((node) => chosen.nodes.includes(node.id));
      told.textContent = found.length ? found.map((node) => node.title || node.label).join("\n") : told.dataset.empty;
    });
    network.once("afterDrawing", () => network.fit());
    document.documentElement.dataset.ready = "yes";
  }

  draw();
  dark.addEventListener("change", draw);
})();
