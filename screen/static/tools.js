// What stands under an answer: copy, judge, ask on. And what is told of a figure on hover, focus or tap.
(() => {
  const tell = (tools, text) => (tools.querySelector(".told").textContent = text);

  const copy = async (button) => {
    const tools = button.closest(".tools");
    const text = button.dataset.text;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Not over https and not this machine: the old way.
      const box = document.createElement("textarea");
      box.value = text;
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
      button.focus();
    }
    tell(tools, "근거와 함께 복사했습니다.");
  };

  const send = async (tools, method, body, told) => {
    try {
      const reply = await fetch(`geungeo/judge/${tools.dataset.answer}`, { method, body });
      if (!reply.ok) throw new Error(reply.status === 404 ? "지운 답이라 평가할 수 없습니다." : await reply.text());
      tell(tools, told);
      return true;
    } catch (error) {
      tell(tools, error.message && !(error instanceof TypeError) ? error.message : "평가를 보내지 못했습니다.");
      return false;
    }
  };

  const press = (tools, good) =>
    tools.querySelectorAll(".judge").forEach((other) => other.setAttribute("aria-pressed", String(other.dataset.good === good)));

  const judge = async (button) => {
    const tools = button.closest(".tools");
    const form = tools.querySelector("form.reason");
    if (!(await send(tools, "POST", button.dataset.good + form.reason.value, "평가를 적어 두었습니다."))) return;
    press(tools, button.dataset.good);
    form.hidden = false;
    form.reason.focus();
    tools.scrollIntoView({ block: "nearest" });
  };

  const takeBack = async (button) => {
    const tools = button.closest(".tools");
    if (!(await send(tools, "DELETE", null, "평가를 취소했습니다."))) return;
    press(tools, "");
    const form = tools.querySelector("form.reason");
    form.reset();
    form.hidden = true;
    tools.querySelector(".judge").focus();
  };

  // Ask a question as if it had been typed.
  const ask = (question) => {
    const box = document.querySelector("#question textarea");
    if (!box) return;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, question);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => document.querySelector("#send")?.click(), 50);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".tools button");
    if (!button) return;
    if (button.matches(".copy")) copy(button);
    else if (button.matches(".judge")) judge(button);
    else if (button.matches(".undo")) takeBack(button);
    else if (button.matches(".ask")) ask(button.textContent);
  });
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest?.("form.reason");
    if (!form) return;
    event.preventDefault();
    const tools = form.closest(".tools");
    const good = tools.querySelector('.judge[aria-pressed="true"]')?.dataset.good ?? "0";
    if (await send(tools, "POST", good + form.reason.value, "까닭을 적어 두었습니다. 고맙습니다.")) form.hidden = true;
  });

  // What may be asked next is looked for once the answer stands.
  const lookFurther = async (tools) => {
    tools.dataset.seen = "1";
    try {
      const reply = await fetch(`geungeo/further/${tools.dataset.answer}`);
      if (!reply.ok || !tools.isConnected) return;
      tools.querySelector(".further").innerHTML = await reply.text();
    } catch {
      // The program has ended.
    }
  };
  new MutationObserver(() => {
    const all = document.querySelectorAll("#chat .tools[data-answer]:not([data-seen])");
    if (all.length) lookFurther(all[all.length - 1]);
    all.forEach((tools) => (tools.dataset.seen = "1"));
  }).observe(document, { childList: true, subtree: true });

  // A figure's tip: one for the page, beside the figure that is pointed at, focused or tapped.
  let tip = null;
  let told = null; // the figure that it tells of
  const showTip = (figure) => {
    hideTip();
    told = figure;
    tip ??= Object.assign(document.createElement("div"), { id: "figure-tip", role: "tooltip" });
    tip.textContent = figure.dataset.tip;
    (document.querySelector(".gradio-container") ?? document.body).append(tip);
    figure.setAttribute("aria-describedby", "figure-tip");
    placeTip();
  };
  const placeTip = () => {
    if (!told) return;
    const place = told.getBoundingClientRect();
    const left = Math.max(8, Math.min(place.left, window.innerWidth - tip.offsetWidth - 8));
    const above = place.top - tip.offsetHeight - 6;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 8 ? above : place.bottom + 6}px`;
  };
  const hideTip = () => {
    told?.removeAttribute("aria-describedby");
    told = null;
    tip?.remove();
  };
  const figureAt = (event) => event.target.closest?.(".figure[data-tip]");
  for (const kind of ["pointerover", "focusin", "click"])
    document.addEventListener(kind, (event) => (figureAt(event) ? showTip(figureAt(event)) : kind !== "focusin" && hideTip()));
  document.addEventListener("focusout", hideTip);
  document.addEventListener("scroll", placeTip, true);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hideTip(), true);
})();
