// The hearing desk: asks for what was typed at every key, paints what is found, and moves through it by keys.
(() => {
  const SLOW = 400; // milliseconds after which it is said that the search goes on
  const ECHO = 150; // milliseconds within which some systems send the key that ends a syllable once more
  const TOGETHER = 5; // milliseconds in which one key may change the text twice: a syllable ends, another begins
  const LOST = 15_000; // milliseconds after which no answer is waited for
  const AGAIN = 1_500; // milliseconds until a program that did not answer is asked again
  const $ = (selector) => document.querySelector(selector);
  const rows = () => [...document.querySelectorAll("#found button.found")];
  const isShown = () => Boolean($("#desk")?.offsetParent);
  const passage = () => $("#passage article.source");

  let asked = null; // what was asked for last, as an address
  let painted = null; // what the list shows
  let running = false; // whether a request is on its way
  let composing = false; // whether a syllable is being put together
  let retry = 0;
  let then = null; // what to do once the list shows what was typed
  let ended = { code: "", at: 0 }; // the key that ended a syllable last
  let library = ""; // the state of the library that the filters are of

  const address = () => {
    const fields = [...new FormData($("#desk-asked"))].filter(([, value]) => String(value).trim());
    return new URLSearchParams(fields).toString();
  };

  const tell = (text, isLost = false) => {
    const told = $("#desk-told");
    if (told.textContent !== text) told.textContent = text;
    told.classList.toggle("lost", isLost);
  };

  // One request at a time, the newest next: the program goes on with a search that nobody waits for any more, and two at
  // once each take twice as long.
  const look = (isComposed = false) => {
    composing = isComposed;
    clearTimeout(retry);
    if (!running) retry = setTimeout(ask, TOGETHER);
  };

  const ask = async () => {
    const wanted = address();
    if (running || wanted === asked) return;
    asked = wanted;
    running = true;
    const slow = setTimeout(() => tell("찾고 있습니다…"), SLOW);
    try {
      const reply = await fetch(`geungeo/cite?${wanted}${composing ? "&typing=1" : ""}`, { signal: AbortSignal.timeout(LOST) });
      const html = await reply.text();
      if (!reply.ok) refuse([401, 503].includes(reply.status) ? html : "찾지 못했습니다. 범위를 지우고 다시 찾아 주십시오.");
      else paint(html, wanted);
      if (reply.ok && reply.headers.get("X-Library") !== library) fill();
    } catch {
      tell("프로그램과 연결이 끊겼습니다. 다시 이어지면 찾은 것을 보여 줍니다.", true);
      $("#found").classList.add("stale");
      asked = null;
    }
    clearTimeout(slow);
    running = false;
    if (asked === null) retry = setTimeout(ask, AGAIN);
    else ask(); // what was typed meanwhile
  };

  const refuse = (why) => {
    then = null;
    tell(why, true);
  };

  const paint = (html, wanted) => {
    const found = $("#found");
    found.innerHTML = html;
    found.classList.remove("stale");
    found.dataset.painted = wanted;
    found.scrollTop = 0;
    painted = wanted;
    tell(found.firstElementChild?.dataset.told ?? "");
    const open = passage()?.dataset;
    for (const [number, row] of rows().entries()) {
      row.tabIndex = number ? -1 : 0;
      const card = document.getElementById(row.dataset.source).dataset;
      if (open && card.document === open.document && card.start === open.start && card.end === open.end) row.classList.add("open");
    }
    then?.();
    then = null;
  };

  // The filters that there are now, with what was chosen of them.
  const fill = async () => {
    try {
      const reply = await fetch(`geungeo/desk`);
      if (!reply.ok) return;
      const filters = $("#desk-filters");
      const held = [...filters.querySelectorAll("select, input")].map((field) => [field.name, field.value, field.checked]);
      const focused = filters.contains(document.activeElement) ? document.activeElement.name : "";
      filters.innerHTML = await reply.text();
      library = reply.headers.get("X-Library");
      for (const [name, value, checked] of held) {
        const field = filters.querySelector(`[name="${name}"]`);
        if (!field) continue;
        field.checked = checked;
        if (field.matches("select") && ![...field.options].some((option) => option.value === value)) continue;
        field.value = value;
      }
      filters.querySelector(`[name="${focused}"]`)?.focus();
      narrowed();
      look();
    } catch {
      // The program has ended: the next key tells.
    }
  };

  // Shows which filters are set, and the button that clears them.
  const narrowed = () => {
    const fields = [...$("#desk-filters").querySelectorAll("select, input")];
    const isSet = (field) => (field.type === "checkbox" ? field.checked : field.value.trim() !== "");
    fields.forEach((field) => field.closest("label").classList.toggle("set", isSet(field)));
    $("#desk-everywhere").hidden = !fields.some(isSet);
  };

  const everywhere = () => {
    for (const field of $("#desk-filters").querySelectorAll("select, input")) {
      field.checked = false;
      if (field.type !== "checkbox") field.value = "";
    }
    narrowed();
    look();
    toBox();
  };

  const toBox = () => {
    $("#sought").focus();
    $("#sought").select();
  };

  const toRow = (row) => {
    if (!row) return;
    rows().forEach((other) => (other.tabIndex = other === row ? 0 : -1));
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };

  // Enter and the arrows mean what was typed, not what the list still shows of the key before.
  const whenPainted = (act) => {
    ask();
    if (painted === address()) act();
    else then = act;
  };

  const current = () => rows().find((row) => row.tabIndex === 0) ?? rows()[0];
  const pin = () => (passage()?.querySelector(".pin") ?? current()?.parentElement.querySelector(".pin"))?.click();
  const openBeside = (step) => {
    const all = rows();
    const next = all[all.findIndex((row) => row.classList.contains("open")) + step];
    if (!next) return;
    toRow(next);
    next.click();
  };

  const inBox = (event) => {
    const act = { Enter: () => rows()[0]?.click(), ArrowDown: () => toRow(current()) }[event.code === "NumpadEnter" ? "Enter" : event.code];
    if (act) {
      // The key that ends a syllable still being put together: what it was meant for is done once the syllable stands.
      if (event.isComposing) {
        ended = { code: event.code, at: event.timeStamp };
        event.target.addEventListener("compositionend", () => setTimeout(() => whenPainted(act)), { once: true });
      }
      else whenPainted(act);
    } else if (event.code === "Escape" && !event.isComposing) event.target.select();
    else return false;
    return !event.isComposing;
  };

  const inList = (event) => {
    const all = rows();
    const at = all.indexOf(event.target.closest("li")?.querySelector("button.found"));
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    if (event.code === "Escape") toBox();
    else if (event.code === "KeyP") all[at].parentElement.querySelector(".pin").click();
    else if (!(event.code in steps)) return false;
    else if (steps[event.code] < 0) toBox();
    else toRow(all[steps[event.code]]);
    return true;
  };

  const inPassage = (event) => {
    if (event.code === "KeyP") pin();
    else if (event.target.closest(".sheet")) return false;
    else if (event.code === "ArrowLeft" || event.code === "ArrowRight") openBeside(event.code === "ArrowLeft" ? -1 : 1);
    else return false;
    return true;
  };

  const anywhere = (event) => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (event.key === "/") toBox();
    else if (digit) rows()[Number(digit) - 1]?.click();
    else return false;
    return true;
  };

  const handle = (event) => {
    if (event.ctrlKey || event.metaKey) return false;
    if (event.code === ended.code && !event.isComposing && event.timeStamp - ended.at < ECHO) return true;
    if (event.altKey) return event.code === "KeyP" && (pin(), true);
    const { target } = event;
    if (target.id === "sought") return inBox(event);
    if (event.code === "Escape" && target.closest("#desk-filters")) return toBox(), true;
    if (target.closest("input, textarea, select, [contenteditable], [role=tablist]")) return false;
    if (target.closest("#found") && inList(event)) return true;
    if (target.closest("#passage") && inPassage(event)) return true;
    return anywhere(event);
  };
  // Before the chat's own keys, which open the citations of its last answer.
  document.addEventListener("keydown", (event) => {
    if (!isShown() || !event.target.closest || !handle(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  // Behind them: a passage was closed whose line is no longer in the list.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isShown() && document.activeElement === document.body) toBox();
  });

  document.addEventListener("input", (event) => {
    if (!event.target.closest?.("#desk-asked")) return;
    if (event.target.id !== "sought") narrowed();
    look(event.isComposing);
  });
  document.addEventListener("compositionend", (event) => {
    if (event.target.id !== "sought" || !$("#found [data-shortened]")) return;
    asked = null; // what was found is of less than what now stands
    look();
  });
  document.addEventListener("submit", (event) => event.target.id === "desk-asked" && event.preventDefault());
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest?.("#found button.found");
    if (row) rows().forEach((other) => (other.tabIndex = other === row ? 0 : -1));
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#desk-everywhere")) everywhere();
    // By mouse or finger, not by the keys that move through the tabs.
    if (event.target.closest?.("#looking-button") && event.detail) setTimeout(() => $("#sought")?.focus(), 80);
  });

  // The desk comes into the page when its tab is opened for the first time.
  const seen = new MutationObserver(() => {
    const isNew = $("#desk") && !$("#desk").dataset.filled;
    if (!isNew) return;
    $("#desk").dataset.filled = "1";
    asked = null;
    fill();
  });
  seen.observe(document, { childList: true, subtree: true });
})();
