// A click on a citation or a found line, or the keys 1 to 9, shows its passage in the pane beside the chat; Esc closes it.
(() => {
  document.documentElement.lang = "ko";
  let opener = null; // what the passage was opened from, to go back to
  let empty = null; // what the pane holds while nothing is open

  const unmark = () =>
    document.querySelectorAll("button.cite.open, button.found.open").forEach((other) => {
      other.classList.remove("open");
      other.removeAttribute("aria-expanded");
    });

  const show = (button) => {
    const card = document.getElementById(button.dataset.source);
    const pane = document.querySelector("#passage .pane");
    if (!card || !pane) return;
    unmark();
    empty ??= [...pane.childNodes];
    opener = button;
    button.classList.add("open");
    button.setAttribute("aria-expanded", "true");
    const copy = card.cloneNode(true);
    copy.removeAttribute("id");
    copy.hidden = false;
    copy.tabIndex = -1;
    copy.prepend(closer());
    pane.replaceChildren(copy);
    copy.querySelector("mark")?.scrollIntoView({ block: "nearest" });
    copy.focus({ preventScroll: true });
    pane.closest("#passage").scrollTop = 0;
    showPage(copy);
  };

  const closer = () => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "closer";
    button.textContent = "닫기 ✕"; // beside 담기, which looks much the same
    button.title = "닫기 (Esc)";
    return button;
  };

  const close = () => {
    const pane = document.querySelector("#passage .pane");
    if (!pane || !empty || !opener) return false;
    pane.replaceChildren(...empty);
    unmark();
    opener.focus({ preventScroll: true });
    opener = null;
    return true;
  };

  // The picture of the page, where the document is a PDF; the text stands there already.
  const showPage = async (card) => {
    const { document: name, page, start, end, check } = card.dataset;
    const asked = new URLSearchParams({ document: name, page, start, end, check });
    try {
      const reply = await fetch(`geungeo/page?${asked}`);
      if (!reply.ok || !card.isConnected) return;
      card.insertAdjacentHTML("beforeend", await reply.text());
      const sheet = card.querySelector(".sheet");
      const mark = sheet?.querySelector(".mark");
      if (mark) await sheet.querySelector("img").decode();
      if (mark) toMark(sheet, mark);
    } catch {
      // The program has ended: the text is all there is.
    }
  };

  const toMark = (sheet, mark) => {
    sheet.scrollTop = mark.offsetTop - sheet.clientHeight / 3;
    sheet.scrollLeft = mark.offsetLeft - sheet.clientWidth / 4;
  };

  const enlarge = (button) => {
    const figure = button.closest("figure.page");
    const isLarge = figure.classList.toggle("large");
    button.setAttribute("aria-pressed", String(isLarge));
    button.textContent = isLarge ? "폭에 맞추기" : "크게 보기";
    const mark = figure.querySelector(".mark");
    if (mark) toMark(figure.querySelector(".sheet"), mark);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button.cite, button.found, button.closer, button.larger");
    if (!button) return;
    if (button.matches(".closer")) close();
    else if (button.matches(".larger")) enlarge(button);
    else show(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    // In a box a digit is typed; with Alt it opens from there too.
    if (!event.altKey && event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (event.key === "Escape" && !event.altKey && close()) event.preventDefault();
    const digit = event.altKey ? /^Digit([1-9])$/.exec(event.code)?.[1] : /^[1-9]$/.exec(event.key)?.[0];
    if (!digit) return;
    // Of what was answered last, and only where it is seen: an older answer's would be taken for its grounds.
    const answers = document.querySelectorAll("#chat .geungeo.answer, #chat .geungeo.abstained");
    const last = answers[answers.length - 1]?.offsetParent ? answers[answers.length - 1] : null;
    const button = [...(last?.querySelectorAll("button.cite") ?? [])].find((found) => found.textContent === `[${digit}]`);
    if (!button) return;
    event.preventDefault();
    show(button);
  });
})();
