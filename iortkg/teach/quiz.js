"use strict";
(function () {
  const byId = (name) => document.getElementById(name);
  const bytes = Uint8Array.from(atob(byId("block").textContent), (sign) => sign.charCodeAt(0));
  const cases = JSON.parse(new TextDecoder().decode(bytes));
  const dealt = cases.flatMap((one, number) => one.items.map((item) => ({ number, item })));
  const root = document.documentElement;
  let [at, answered, results] = [0, false, []];

  function element(name, text, parent, style) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (style) made.className = style;
    if (parent) parent.append(made);
    return made;
  }

  // Spans count code points, as Python does.
  function note(text, spans) {
    const signs = Array.from(text);
    const place = byId("note");
    place.replaceChildren();
    let done = 0;
    for (const [start, end] of spans) {
      if (start < done) continue;
      place.append(signs.slice(done, start).join(""));
      element("mark", signs.slice(start, end).join(""), place, "now");
      done = end;
    }
    place.append(signs.slice(done).join(""));
  }

  function score() {
    const right = results.filter((one) => one.right).length;
    byId("score").textContent = results.length ? right + " of " + results.length + " right" : "";
    root.dataset.right = String(right);
  }

  function deal() {
    const { number, item } = dealt[at];
    answered = false;
    byId("form").classList.remove("answered");
    byId("place").textContent = "Question " + (at + 1) + " of " + dealt.length;
    byId("case-name").textContent = "Case " + (number + 1) + " of " + cases.length + " · " + cases[number].occasion;
    byId("ask").textContent = item.ask;
    byId("go").textContent = "Check";
    byId("said").replaceChildren();
    note(cases[number].text, []);
    byId("choices").replaceChildren();
    item.choices.forEach((choice, place) => {
      const label = element("label", undefined, byId("choices"), "choice" + (choice.meaning ? "" : " plain"));
      const radio = element("input", undefined, label);
      Object.assign(radio, { type: "radio", name: "choice", value: String(place) });
      element("span", String(place + 1), label, "number").setAttribute("aria-hidden", "true");
      const words = element("span", undefined, label, "words");
      element("b", choice.words, words);
      if (choice.meaning) element("small", choice.meaning, words);
      element("span", "", label, "sign");
    });
    score();
    root.dataset.at = String(at + 1);
  }

  function tell(title, choice) {
    const place = byId("said");
    element("h3", title, place);
    element("p", choice.said, place);
    const list = element("dl", undefined, place);
    for (const [name, text] of [["Rule", choice.rule], ["Source", choice.source]]) {
      if (!text) continue;
      element("dt", name, list);
      element("dd", text, list);
    }
  }

  function check() {
    const radio = document.querySelector("#choices input:checked");
    if (!radio) {
      byId("said").replaceChildren();
      element("p", "Choose one of the answers first.", byId("said"));
      return;
    }
    const { number, item } = dealt[at];
    const chosen = item.choices[Number(radio.value)];
    answered = true;
    results.push({ ask: item.ask, number, words: chosen.words, right: chosen.right });
    byId("form").classList.add("answered");
    [...byId("choices").children].forEach((label, place) => {
      const choice = item.choices[place];
      if (choice.right) label.classList.add("is-right");
      else if (choice === chosen) label.classList.add("is-wrong");
      const sign = choice.right ? "✓ right" : choice === chosen ? "✗ chosen" : "";
      label.querySelector(".sign").textContent = sign;
      label.querySelector("input").disabled = choice !== chosen;
    });
    byId("said").replaceChildren();
    tell(chosen.right ? "Right." : "Not this one.", chosen);
    const right = item.choices.find((choice) => choice.right);
    if (!chosen.right && right.said !== chosen.said) tell("Right is: " + right.words, right);
    note(cases[number].text, item.spans);
    byId("go").textContent = at + 1 < dealt.length ? "Next" : "Your result";
    byId("go").focus();
    score();
  }

  function finish() {
    const right = results.filter((one) => one.right).length;
    const end = element("section", undefined, undefined, "");
    end.id = "end";
    element("h2", "Your result", end);
    element("p", right + " of " + results.length + " right", end, "total");
    const list = element("ol", undefined, end);
    for (const one of results) {
      element("li", (one.right ? "✓ " : "✗ ") + "Case " + (one.number + 1) + ". " + one.ask + " You chose: " + one.words, list);
    }
    const again = element("button", "Once more", end, "main-button");
    again.type = "button";
    again.addEventListener("click", () => {
      end.remove();
      parts(false);
      [at, results] = [0, []];
      deal();
    });
    parts(true);
    byId("quiz").append(end);
    byId("place").textContent = "";
    again.focus();
    root.dataset.at = "end";
  }

  function parts(hidden) {
    for (const name of ["case", "form", "said"]) byId(name).hidden = hidden;
    byId("said").replaceChildren();
  }

  byId("form").addEventListener("submit", (sent) => {
    sent.preventDefault();
    if (!answered) return check();
    at += 1;
    if (at < dealt.length) {
      deal();
      byId("quiz").focus();
    } else finish();
  });
  document.addEventListener("keydown", (pressed) => {
    if (pressed.ctrlKey || pressed.altKey || pressed.metaKey || root.dataset.at === "end") return;
    if (/^[1-9]$/.test(pressed.key) && !answered) {
      const radio = byId("choices").querySelectorAll("input")[Number(pressed.key) - 1];
      if (!radio) return;
      radio.checked = true;
      radio.focus();
    } else if (pressed.key === "Enter" && pressed.target.tagName !== "BUTTON") {
      byId("form").requestSubmit();
    } else return;
    pressed.preventDefault();
  });

  window.addEventListener("beforeprint", () => {
    const sheet = element("div", undefined, document.body);
    sheet.id = "sheet";
    cases.forEach((one, number) => {
      const page = element("article", undefined, sheet);
      element("h2", "Case " + (number + 1) + " · " + one.occasion, page);
      element("p", one.text, page, "note");
      for (const item of one.items) {
        element("p", item.ask, page, "asked");
        const list = element("ul", undefined, page);
        for (const choice of item.choices) {
          const line = element("li", choice.words, list);
          if (choice.meaning) element("small", " " + choice.meaning, line);
        }
        element("p", "Because", page, "why");
      }
    });
  });
  window.addEventListener("afterprint", () => byId("sheet").remove());

  deal();
  root.dataset.ready = "yes";
})();
