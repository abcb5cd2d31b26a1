"use strict";
{
  const box = document.getElementById("filter");
  const found = document.getElementById("found");
  const items = [...document.querySelectorAll("main article, main tbody tr")];
  const sections = [...document.querySelectorAll("main section")].reverse();
  const words = new Map();
  const text = (item) => {
    if (!words.has(item)) words.set(item, item.textContent.toLowerCase());
    return words.get(item);
  };
  let waiting;

  const filter = () => {
    const asked = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const left = items.filter((item) => !(item.hidden = !asked.every((word) => text(item).includes(word))));
    document.body.classList.toggle("filtered", asked.length > 0);
    for (const section of sections) {
      section.hidden = asked.length > 0 && !section.querySelector("article:not([hidden]), tbody tr:not([hidden])");
    }
    found.textContent = asked.length
      ? `${left.length.toLocaleString("en")} of ${items.length.toLocaleString("en")} entries`
      : "";
  };

  // A link may lead to what the filter hides.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (box.value && target && !target.checkVisibility()) {
      box.value = "";
      filter();
      target.scrollIntoView();
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  addEventListener("hashchange", reveal);
  document.getElementById("search").hidden = false;
  if (box.value) filter();
}
