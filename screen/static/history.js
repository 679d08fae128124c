// The drawer of past conversations: listing, searching, opening and deleting them.
(() => {
  // The browser gets its name, or keeps it: what is asked is found again under it.
  fetch(`geungeo/user`).catch(() => {});

  const drawer = () => document.querySelector("dialog.history");
  const tell = (text) => (drawer().querySelector(".told").textContent = text);
  let asked = 0;
  let chosen = 0;

  // The list, of what stands in the search box now; a later question overtakes an earlier one's reply.
  const list = async () => {
    const mine = (asked += 1);
    const answers = document.querySelectorAll("#chat .tools[data-answer]");
    const about = new URLSearchParams({ sought: drawer().querySelector(".seek").value, answer: answers[answers.length - 1]?.dataset.answer ?? "" });
    try {
      const reply = await fetch(`geungeo/history?${about}`);
      if (!reply.ok) throw new Error();
      const html = await reply.text();
      if (mine === asked) drawer().querySelector(".list").innerHTML = html;
    } catch {
      tell("지난 대화를 불러오지 못했습니다.");
    }
  };

  const open = () => {
    tell("");
    drawer().querySelector(".seek").value = "";
    drawer().querySelector(".list").replaceChildren();
    drawer().showModal();
    drawer().querySelector(".seek").focus();
    list();
  };

  // Where there are only fingers, the keyboard would come up over what was opened.
  const toQuestion = () => matchMedia("(hover: hover)").matches && document.querySelector("#question textarea")?.focus();

  // Gradio's chat takes a conversation over by a hidden box.
  const choose = (id) => {
    const box = document.querySelector("#chosen-conversation textarea, #chosen-conversation input");
    if (!box) return;
    chosen += 1; // the same one twice is told twice
    box.value = `${chosen} ${id}`;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    drawer().close();
    toQuestion();
  };

  const ask = (place, isAsking) => {
    place.querySelector(".sure").hidden = !isAsking;
    place.querySelector(".forget").hidden = isAsking;
    place.querySelector(isAsking ? ".no" : ".forget").focus();
  };

  const forget = async (place) => {
    const all = place.dataset.forget === "history";
    const isShown = all ? document.querySelector("#chat .tools[data-answer]") : place.matches("[data-open]");
    const number = [...place.parentNode.children].indexOf(place);
    try {
      const reply = await fetch(`geungeo/${place.dataset.forget}`, { method: "DELETE" });
      if (!reply.ok && reply.status !== 404) throw new Error(await reply.text());
    } catch (error) {
      tell(error.message && !(error instanceof TypeError) ? error.message : "지우지 못했습니다.");
      return;
    }
    if (isShown) document.querySelector("#new-conversation")?.click();
    await list();
    tell(all ? "모두 지웠습니다." : "지웠습니다.");
    const left = drawer().querySelectorAll(".conversation");
    (left[Math.min(number, left.length - 1)] ?? drawer().querySelector(".seek")).focus();
  };

  let later = 0;
  document.addEventListener("input", (event) => {
    if (!event.target.closest?.("dialog.history .seek")) return;
    clearTimeout(later);
    tell("");
    later = setTimeout(list, 150);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#open-history")) return open();
    const within = event.target.closest?.("dialog.history");
    if (!within) return;
    const button = event.target.closest("button");
    const place = event.target.closest("[data-forget]");
    if (event.target === within || button?.matches(".leave")) within.close(); // beside it, or the button
    else if (button?.matches(".conversation")) choose(button.dataset.conversation);
    else if (button?.matches(".forget")) ask(place, true);
    else if (button?.matches(".no")) ask(place, false);
    else if (button?.matches(".yes")) forget(place);
  });
  // Arrows go through the list. No key within the drawer is one for what lies under it.
  window.addEventListener("keydown", (event) => {
    const within = event.target.closest?.("dialog.history");
    if (!within) return;
    event.stopPropagation();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing) return;
    const all = [within.querySelector(".seek"), ...within.querySelectorAll(".conversation")];
    const here = all.indexOf(event.target.closest("li")?.querySelector(".conversation") ?? event.target);
    const next = all[here + step];
    if (here < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }, true);
})();
