// The connection to the program: where it is lost, what that means and what to do; gone by itself when it is back.
(() => {
  const EVERY = 12_000; // milliseconds between two looks while all is well
  const LOST_EVERY = 2_000;
  const PATIENCE = 5_000; // milliseconds until a reply is no longer waited for
  const TYPED = "geungeo-typed"; // what stood in the box, over a loading of the page
  const LOST =
    "근거 프로그램과 연결이 끊겼습니다. 프로그램을 켠 PC가 켜져 있는지, 이 PC가 같은 망에 있는지 확인해 주십시오. " +
    "다시 켜지면 저절로 이어집니다. 화면에 있는 답과 적던 질문은 그대로 있습니다.";
  const AGAIN = "다시 연결되었습니다. 이어서 물으려면 화면을 새로 불러와야 합니다. 적던 질문은 그대로 옮겨 놓습니다.";
  const RESTARTED = "근거 프로그램이 다시 시작되었습니다. 이어서 물으려면 화면을 새로 불러와야 합니다. 적던 질문은 그대로 옮겨 놓습니다.";
  const OUT = "로그인이 끝났습니다. 다시 로그인해 주십시오. 적던 질문은 그대로 옮겨 놓습니다.";
  const FAILED = "처리하지 못했습니다. 다시 해 보시고, 되풀이되면 이 프로그램을 관리하는 사람에게 알려 주십시오.";

  let run = null; // of the program that this page belongs to
  let isLost = false;
  let isOut = false; // whoever was logged in no longer is
  let isBroken = false; // Gradio sends nothing more from this page
  let timer = 0;
  let looking = false;

  const box = () => document.querySelector("#question textarea");
  const type = (text) => {
    const field = box();
    if (!field || field.value) return Boolean(field);
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  };

  const tell = (text, action) => {
    let banner = document.querySelector("#connection");
    if (!text) return banner?.remove();
    if (banner?.dataset.told === text) return;
    banner?.remove();
    banner = Object.assign(document.createElement("div"), { id: "connection" });
    banner.dataset.told = text;
    banner.setAttribute("role", "alert");
    const line = document.createElement("span");
    line.textContent = text;
    banner.append(line);
    if (action) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: action.name });
      button.addEventListener("click", action.does);
      banner.append(button);
    }
    (document.querySelector(".gradio-container") ?? document.body).append(banner);
  };

  const reload = {
    name: "화면 새로 불러오기",
    does: () => {
      if (box()?.value) sessionStorage.setItem(TYPED, box().value);
      window.location.reload();
    },
  };

  const login = {
    name: "다시 로그인",
    does: () => {
      if (box()?.value) sessionStorage.setItem(TYPED, box().value);
      window.location.assign("/login?next=/");
    },
  };

  // What was asked was not answered, and is put back to be asked again.
  const out = () => {
    if (window.geungeo?.isBusy() && window.geungeo.question) type(window.geungeo.question);
    if (isOut) return;
    isOut = true;
    document.body.classList.add("signed-out");
    tell(OUT, login);
  };

  const lost = () => {
    if (!isLost) {
      isLost = true;
      document.body.classList.add("lost");
      if (window.geungeo?.isBusy() && window.geungeo.question) type(window.geungeo.question);
    }
    tell(LOST);
  };

  const back = (found) => {
    run ??= found;
    if (isOut) {
      isOut = false; // logged in again in another window
      document.body.classList.remove("signed-out");
      tell("");
    }
    if (found !== run) tell(RESTARTED, reload);
    else if (isBroken) tell(AGAIN, reload);
    else {
      document.body.classList.remove("lost");
      if (isLost) tell("");
    }
    isLost = false;
  };

  const through = window.fetch;
  const look = async () => {
    if (looking) return;
    looking = true;
    clearTimeout(timer);
    try {
      const reply = await fetch(`geungeo/alive`, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      if (reply.ok) back(await reply.text());
      else if (reply.status === 401) out();
      else if (reply.status >= 500) lost();
    } catch {
      lost();
    }
    looking = false;
    timer = setTimeout(look, isLost ? LOST_EVERY : EVERY);
  };

  // Whatever cannot be sent is a reason to look. Gradio, once it has lost its program, asks for its number every two
  // seconds and loads the page anew when there is one: that would take away what is being read, so the number is withheld
  // and the page is loaded anew when its reader wants it.
  window.fetch = async (...asked) => {
    if (String(asked[0]?.url ?? asked[0]).endsWith("/app_id")) {
      if (!isBroken) setTimeout(look);
      isBroken = true;
      throw new TypeError("withheld");
    }
    try {
      const reply = await through(...asked);
      if (reply.status === 401) out();
      // Gradio's queue takes no more (`serve_waiting`).
      if (reply.status === 503 && String(asked[0]?.url ?? asked[0]).includes("/queue/join")) window.geungeo?.crowd();
      return reply;
    } catch (error) {
      const isOurs = String(asked[0]?.url ?? asked[0]).includes("geungeo/alive");
      if (!isOurs && error?.name !== "AbortError") setTimeout(look);
      throw error;
    }
  };
  window.addEventListener("online", look);
  window.addEventListener("offline", look);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  timer = setTimeout(look, 1_000);

  // Gradio's own messages are English. They are hidden (states.css); of those that are no loss of the connection it is said
  // in Korean that something went wrong.
  let told = 0;
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes) {
        const toast = node.querySelector?.(".toast-body") ?? (node.matches?.(".toast-body") ? node : null);
        if (!toast || /Connection|reconnect/.test(toast.textContent)) continue;
        if (/[가-힣]/.test(toast.querySelector(".toast-text")?.textContent ?? "")) toast.classList.add("korean");
        else if (!isLost && !isOut && !window.geungeo?.isCrowded()) {
          tell(FAILED, { name: "닫기", does: () => tell("") });
          clearTimeout(told);
          told = setTimeout(() => document.querySelector("#connection")?.dataset.told === FAILED && tell(""), 15_000);
        }
      }
  }).observe(document.documentElement, { childList: true, subtree: true });

  // What was typed before the page was loaded anew.
  const restore = setInterval(() => {
    const typed = sessionStorage.getItem(TYPED);
    if (!typed) return clearInterval(restore);
    if (!type(typed)) return;
    sessionStorage.removeItem(TYPED);
    clearInterval(restore);
  }, 100);
})();
