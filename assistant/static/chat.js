// A click on a citation or a found line, or the keys 1 to 9, shows its passage in the pane beside the chat.
(() => {
  document.documentElement.lang = "ko";
  const show = (button) => {
    const card = document.getElementById(button.dataset.source);
    const pane = document.querySelector("#passage .pane");
    if (!card || !pane) return;
    document.querySelectorAll("button.cite.open, button.found.open").forEach((other) => other.classList.remove("open"));
    button.classList.add("open");
    const copy = card.cloneNode(true);
    copy.removeAttribute("id");
    copy.hidden = false;
    pane.replaceChildren(copy);
    copy.querySelector("mark")?.scrollIntoView({ block: "nearest" });
    if (window.innerWidth < 800) pane.scrollIntoView({ block: "start", behavior: "smooth" });
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button.cite, button.found");
    if (button) show(button);
  });
  document.addEventListener("keydown", (event) => {
    if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest?.("input, textarea, [contenteditable]")) return;
    const answers = document.querySelectorAll(".geungeo.answer");
    const last = answers[answers.length - 1];
    const button = [...(last?.querySelectorAll("button.cite") ?? [])].find((found) => found.textContent === `[${event.key}]`);
    if (button) show(button);
  });
})();
