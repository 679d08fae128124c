// The documents: tells the program which document was chosen or whose passage was opened, and takes dropped folders apart.
(() => {
  let count = 0;
  const tell = (id, said) => {
    const box = document.querySelector(`#${id} textarea, #${id} input`);
    if (!box) return;
    count += 1; // the same twice is told twice
    box.value = said(count);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button.document");
    if (button) tell("picked-document", (number) => `${number} ${button.dataset.document}`);
  });
  // However a passage is opened, by a click or by a key, it comes into the pane.
  new MutationObserver((changes) => {
    const pane = document.querySelector("#passage .pane");
    if (!pane || !changes.some((change) => change.target === pane && change.addedNodes.length)) return;
    const card = pane.querySelector("article.source");
    const file = card?.querySelector(".file");
    if (!file) return;
    const { start, end, check } = card.dataset;
    const place = check ? { start: +start, end: +end, check: +check, quote: card.querySelector("mark")?.textContent ?? "" } : {};
    tell("opened-document", (number) => JSON.stringify({ number, document: file.textContent, ...place }));
  }).observe(document.documentElement, { childList: true, subtree: true });

  // A browser hands a dropped folder over as one thing without content: its files are looked up.
  const inside = async (entry) => {
    if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
    const reader = entry.createReader();
    const files = [];
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed)); // a hundred at a time
      if (!some.length) return files;
      for (const found of some) files.push(...(await inside(found)));
    }
  };
  document.addEventListener("drop", async (event) => {
    const area = event.target.closest?.("#handed-files");
    const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!area || !entries.some((entry) => entry.isDirectory)) return;
    event.preventDefault();
    event.stopPropagation();
    const all = new DataTransfer();
    for (const entry of entries) for (const file of await inside(entry)) all.items.add(file);
    const input = area.querySelector("input[type=file]");
    if (!input || !all.files.length) return;
    input.files = all.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, true);
})();
