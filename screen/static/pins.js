// The passages pinned for a hearing: kept in this browser, put in order, noted on, printed and saved.
(() => {
  const KEY = "geungeo-hearing";
  const MOST = 200;
  const FIELDS = ["document", "title", "place", "section", "said", "start", "end", "quote", "note"];
  const $ = (selector) => document.querySelector(selector);

  let held = null; // what stands in the browser, as far as it can be kept there
  let before = null; // what was there before something was taken out
  let dragged = -1;

  const load = () => {
    try {
      held = JSON.parse(localStorage.getItem(KEY)) ?? held;
    } catch {
      // Nothing can be kept here, or what was kept is no more ours: what is held goes on.
    }
    if (!Array.isArray(held?.pins)) held = { title: "", day: "", pins: [] };
    return held;
  };

  const keep = (changed) => {
    held = changed;
    try {
      localStorage.setItem(KEY, JSON.stringify(held));
      return true;
    } catch {
      tell("이 브라우저에 더 담아 둘 수 없습니다. 닫기 전에 저장해 주십시오.");
      return false;
    }
  };

  const element = (tag, attributes = {}, ...inside) => {
    const made = Object.assign(document.createElement(tag), attributes);
    made.append(...inside);
    return made;
  };

  const tell = (text, undo = false) => {
    const told = $("#pin-told");
    if (!told) return;
    told.replaceChildren(text);
    if (undo) told.append(" ", element("button", { type: "button", className: "tool", id: "pin-undo", textContent: "되돌리기" }));
  };

  const same = (one, other) => ["document", "start", "end", "quote"].every((name) => one[name] === other[name]);

  // The pin that a card gives.
  const pinOf = (card) => {
    const { document: name, page, start, end, check } = card.dataset;
    return { ...JSON.parse(card.dataset.pin), document: name, page, check, start: Number(start), end: Number(end), note: "" };
  };

  const toggle = (pin) => {
    const hearing = load();
    const at = hearing.pins.findIndex((other) => same(other, pin));
    if (at >= 0) return takeOut(at);
    if (hearing.pins.length >= MOST) return tell(`${MOST}개까지 담을 수 있습니다.`);
    if (keep({ ...hearing, pins: [...hearing.pins, pin] })) tell(`${hearing.pins.length + 1}번으로 담았습니다.`);
    show();
    $("#pin-list")?.lastElementChild?.scrollIntoView({ block: "nearest" });
  };

  const takeOut = (at) => {
    before = load();
    keep({ ...before, pins: before.pins.filter((_, number) => number !== at) });
    tell(`${at + 1}번을 뺐습니다.`, true);
    show();
  };

  const move = (from, to) => {
    const hearing = load();
    if (from === to || !hearing.pins[from] || !hearing.pins[to]) return;
    const pins = [...hearing.pins];
    pins.splice(to, 0, ...pins.splice(from, 1));
    keep({ ...hearing, pins });
    tell(`${from + 1}번을 ${to + 1}번으로 옮겼습니다.`);
    show();
  };

  const button = (act, text, label, disabled = false) => {
    const made = element("button", { type: "button", className: "tool", textContent: text, title: label, disabled });
    made.dataset.act = act;
    made.setAttribute("aria-label", label);
    return made;
  };

  // The passage as far as it was kept, for the pane: the document may be gone.
  const cardOf = (pin, number) => {
    const file = element("span", { className: "file", textContent: pin.document });
    const where = [pin.place, pin.section.join(" › ")].filter(Boolean).join(" · ");
    const head = element("header", {}, element("b", { textContent: `[${number}] ${pin.title}` }), element("div", { className: "place" }, where, element("br"), file));
    if (pin.said) head.append(element("div", { className: "said", textContent: pin.said }));
    const card = element("article", { className: "source", id: `pinned-${number}`, hidden: true }, head, element("blockquote", {}, element("mark", { textContent: pin.quote })));
    const { document: name, page, start, end, check, title, place, section, said, quote } = pin;
    Object.assign(card.dataset, { document: name, page, start, end, check, pin: JSON.stringify({ title, place, section, said, quote }) });
    return card;
  };

  const item = (pin, at, count) => {
    const number = at + 1;
    const grip = element("span", { className: "grip", textContent: "⠿", draggable: true, title: "끌어서 옮기기" });
    grip.setAttribute("aria-hidden", "true");
    const open = element("button", { type: "button", className: "found" });
    open.dataset.source = `pinned-${number}`;
    const where = [pin.title, pin.place, pin.section.join(" › ")].filter(Boolean).join(" · ");
    open.append(element("span", { className: "place", textContent: `${number}. ${where}` }), element("span", { className: "line", textContent: pin.quote }));
    const note = element("input", { type: "text", className: "note", value: pin.note, maxLength: 500, placeholder: "메모" });
    note.setAttribute("aria-label", `${number}번 메모`);
    const acts = element(
      "span",
      { className: "acts" },
      button("up", "↑", `${number}번을 위로`, at === 0),
      button("down", "↓", `${number}번을 아래로`, at === count - 1),
      button("out", "빼기", `${number}번 빼기`),
    );
    return element("li", {}, grip, open, note, acts, cardOf(pin, number));
  };

  const show = () => {
    const list = $("#pin-list");
    if (!list) return;
    const { title, day, pins } = load();
    list.replaceChildren(...pins.map((pin, at) => item(pin, at, pins.length)));
    $("#pin-count").textContent = pins.length;
    $("#pin-hint").hidden = pins.length > 0;
    $("#pins").classList.toggle("empty", !pins.length);
    for (const [id, value] of [["hearing-title", title], ["hearing-day", day]]) {
      const field = $(`#${id}`);
      if (field !== document.activeElement) field.value = value ?? "";
    }
    document.querySelectorAll("#pins [data-take]").forEach((taking) => (taking.disabled = !pins.length));
    press();
  };

  // Every button that pins says whether its passage is pinned.
  const press = () => {
    const { pins } = held ?? load();
    for (const pinning of document.querySelectorAll("button.pin")) {
      const card = cardFor(pinning);
      const isPinned = Boolean(card?.dataset.pin) && pins.some((other) => same(other, pinOf(card)));
      if (pinning.getAttribute("aria-pressed") === String(isPinned)) continue;
      pinning.setAttribute("aria-pressed", String(isPinned));
      pinning.textContent = isPinned ? "담음 ✓" : "담기";
    }
  };
  const cardFor = (pinning) => (pinning.dataset.source ? document.getElementById(pinning.dataset.source) : pinning.closest("article.source"));

  const file = async (format) => {
    const { title, day, pins } = load();
    const sent = pins.map((pin) => Object.fromEntries(FIELDS.map((name) => [name, pin[name]])));
    const reply = await fetch(`geungeo/hearing/${format}`, { method: "POST", body: JSON.stringify({ title, day: day || null, pins: sent }) });
    if (!reply.ok) throw new Error(String(reply.status));
    return reply;
  };

  const save = async (format) => {
    const blob = await (await file(format)).blob();
    const name = load().title.replace(/[\\/:*?"<>|\p{Cc}]+/gu, " ").trim() || "이 회의에 담은 대목";
    const link = element("a", { href: URL.createObjectURL(blob), download: `${name}.${format}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    tell("저장했습니다.");
  };

  const print = async () => {
    const sheet = window.open("", "_blank"); // at the click itself: later the browser would hold it back
    if (!sheet) return tell("새 창을 열지 못했습니다. 이 주소의 팝업을 허용해 주십시오.");
    try {
      const html = await (await file("html")).text();
      sheet.document.open();
      sheet.document.write(html);
      sheet.document.close();
      setTimeout(() => sheet.print(), 100);
    } catch (error) {
      sheet.close();
      throw error;
    }
  };

  const empty = () => {
    before = load();
    keep({ title: "", day: "", pins: [] });
    tell(`${before.pins.length}개를 모두 뺐습니다.`, true);
    show();
  };

  const ways = { print, html: () => save("html"), docx: () => save("docx"), none: async () => empty() };
  const take = (how) =>
    ways[how]().catch((error) => {
      const why = error instanceof TypeError ? "프로그램과 연결이 끊겨 만들지 못했습니다." : "파일을 만들지 못했습니다.";
      tell(`${why} 담은 것은 그대로 있습니다.`);
    });

  const act = (pressed) => {
    const at = [...$("#pin-list").children].indexOf(pressed.closest("li"));
    const kind = pressed.dataset.act;
    const to = { up: at - 1, down: at + 1, out: at }[kind];
    if (kind === "out") takeOut(at);
    else move(at, to);
    const row = $("#pin-list").children[Math.min(to, $("#pin-list").children.length - 1)];
    const next = row?.querySelector(`[data-act="${kind}"]`);
    (next?.disabled ? row.querySelector("[data-act]:not(:disabled)") : next ?? $("#pin-undo"))?.focus();
  };

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("button");
    if (!pressed) return;
    if (pressed.matches("button.pin")) toggle(pinOf(cardFor(pressed)));
    else if (pressed.id === "pin-undo") {
      keep(before);
      tell("되돌렸습니다.");
      show();
    } else if (pressed.matches("#pins [data-take]")) take(pressed.dataset.take);
    else if (pressed.matches("#pin-list [data-act]")) act(pressed);
  });

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.id === "hearing-title") keep({ ...load(), title: field.value });
    else if (field.id === "hearing-day") keep({ ...load(), day: field.value });
    else if (field.matches?.("#pin-list .note")) {
      const at = [...$("#pin-list").children].indexOf(field.closest("li"));
      const hearing = load();
      keep({ ...hearing, pins: hearing.pins.map((pin, number) => (number === at ? { ...pin, note: field.value } : pin)) });
    }
  });

  const rowAt = (event) => event.target.closest?.("#pin-list > li");
  const clear = () => document.querySelectorAll("#pin-list .over").forEach((row) => row.classList.remove("over"));
  document.addEventListener("dragstart", (event) => {
    if (!event.target.closest?.("#pin-list .grip")) return;
    dragged = [...$("#pin-list").children].indexOf(rowAt(event));
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.setDragImage(rowAt(event), 10, 10);
  });
  document.addEventListener("dragover", (event) => {
    if (dragged < 0 || !rowAt(event)) return;
    event.preventDefault();
    clear();
    rowAt(event).classList.add("over");
  });
  document.addEventListener("drop", (event) => {
    if (dragged < 0 || !rowAt(event)) return;
    event.preventDefault();
    move(dragged, [...$("#pin-list").children].indexOf(rowAt(event)));
  });
  document.addEventListener("dragend", () => {
    dragged = -1;
    clear();
  });

  window.addEventListener("storage", (event) => event.key === KEY && show()); // pinned in another window

  // The button on an opened passage; the marks on a new list; the pins once the desk is there.
  new MutationObserver(() => {
    const card = $("#passage article.source[data-pin]");
    if (card && !card.querySelector(".pin"))
      card.prepend(element("button", { type: "button", className: "pin tool", textContent: "담기", title: "이 회의에 담기 (P)" }));
    if ($("#pins") && !$("#pins").dataset.filled) {
      $("#pins").dataset.filled = "1";
      show();
    }
    if (document.querySelector("button.pin:not([data-seen])")) {
      document.querySelectorAll("button.pin:not([data-seen])").forEach((pinning) => (pinning.dataset.seen = "1"));
      press();
    }
  }).observe(document, { childList: true, subtree: true });
})();
