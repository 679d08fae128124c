// Asking: the question is put into the conversation at once, and its answer behind it as it comes (screen/coming.py).
// What is here is called by Gradio with the values of its components; a value that is left out of what is given back stays.
(() => {
  const STOPPED = "멈추었습니다.";
  const FAILED = "답하다가 오류가 났습니다. 다시 물어 주십시오. 되풀이되면 이 프로그램을 관리하는 사람에게 알려 주십시오.";
  const OUT = "로그인이 끝나 답하지 못했습니다. 다시 로그인한 뒤에 물어 주십시오.";
  const CROWDED = "지금 묻는 사람이 많습니다. 잠시 뒤에 다시 물어 주십시오. 질문은 질문 칸에 그대로 두었습니다.";
  const WAIT = "앞의 질문에 답하고 있습니다. 답이 끝난 뒤에 Enter를 누르십시오.";
  const SLOW = 8; // seconds until it is said that the model is slow

  let since = 0; // when the question was asked that is being answered; 0 where none is
  let crowded = -Infinity; // when the program had no room for one more who asks
  let cancelled = -Infinity; // when an answer was stopped by a button: that is no failure

  const isCrowded = () => performance.now() - crowded < 5_000;
  const message = (role, html) => ({ role, metadata: null, options: null, content: [{ type: "text", text: html }] });
  const notice = (text) => message("assistant", `<div class="geungeo"><p class="notice">${text}</p></div>`);
  const isLooking = (last) => last?.role === "assistant" && String(last.content?.[0]?.text).includes("geungeo looking");
  const escaped = (text) => {
    const box = document.createElement("div");
    box.textContent = text;
    return box.outerHTML;
  };

  // A question back into the box, unless another is being typed.
  const putBack = (text) => {
    const field = document.querySelector("#question textarea");
    if (!field || field.value) return;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // A line under the box: why nothing happens.
  const hint = (text) => {
    const box = document.querySelector("#question");
    let line = document.querySelector("#asking-told");
    if (!line && box) {
      line = Object.assign(document.createElement("div"), { id: "asking-told" });
      line.setAttribute("role", "status");
      box.closest(".row, .form")?.after(line);
    }
    if (line) line.textContent = text;
  };

  const tick = () => {
    const row = document.querySelector("#slow-model");
    if (!row) return;
    const seconds = since ? Math.floor((performance.now() - since) / 1000) : 0;
    row.classList.toggle("shown", seconds >= SLOW);
    const told = row.querySelector(".seconds");
    if (told && seconds >= SLOW) told.textContent = String(seconds);
  };
  setInterval(tick, 500);

  window.geungeo = {
    question: "", // that is being answered, or was last
    take(question, log, looking) {
      const asked = (question ?? "").split(/\s+/).filter(Boolean).join(" ");
      if (since) hint(WAIT);
      if (!asked || since) throw new Error("nothing is asked"); // so that nothing follows: Gradio has no other way
      since = performance.now();
      this.question = asked;
      return ["", question, [...(log ?? []), message("user", escaped(asked)), message("assistant", looking)]];
    },
    grow(coming, log) {
      const { messages } = JSON.parse(coming);
      const before = log ?? [];
      const asked = before.findLastIndex((one) => one.role === "user");
      // What was under way when another conversation was opened does not come into that one.
      if (asked < 0 || String(before[asked].content?.[0]?.text) !== escaped(this.question)) return [before];
      if (messages.length) return [[...before.slice(0, asked + 1), ...messages]];
      return [isLooking(before.at(-1)) ? [...before.slice(0, -1), notice(STOPPED)] : before];
    },
    failed(log) {
      if (performance.now() - cancelled < 5_000) return [log ?? []];
      this.answered();
      if (!isLooking(log?.at(-1))) return [log ?? []];
      if (isCrowded()) putBack(this.question);
      const why = document.body.classList.contains("signed-out") ? OUT : isCrowded() ? CROWDED : FAILED;
      return [[...log.slice(0, -1), notice(why)]];
    },
    crowd() {
      crowded = performance.now();
    },
    isCrowded,
    answered() {
      since = 0;
      hint("");
      tick();
    },
    isBusy: () => since > 0,
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#stop, #without-model, #new-conversation, dialog.history")) cancelled = performance.now();
  }, true);
})();
