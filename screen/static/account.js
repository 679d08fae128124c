// Who is logged in, in the title; and what a browser keeps of a hearing is each account's own.
(() => {
  const AS = "geungeo-as"; // the account that this browser was used as last
  const PINS = "geungeo-hearing";

  // Another account than before: the pins of that one are put aside, its own come back.
  const change = (name) => {
    try {
      const before = localStorage.getItem(AS);
      localStorage.setItem(AS, name);
      if (before === null || before === name) return;
      const held = localStorage.getItem(PINS);
      const own = localStorage.getItem(`${PINS}:${name}`);
      if (held) localStorage.setItem(`${PINS}:${before}`, held);
      if (own) localStorage.setItem(PINS, own);
      else localStorage.removeItem(PINS);
      sessionStorage.clear();
      if (held || own) window.location.reload();
    } catch {
      // Nothing can be kept in this browser, so that nothing is left in it either.
    }
  };

  const show = (html) => {
    const place = document.querySelector("#me .me");
    if (!place) return false;
    place.innerHTML = html;
    return true;
  };

  const look = async () => {
    try {
      const reply = await fetch(`geungeo/me`);
      if (!reply.ok) return;
      const html = reply.status === 204 ? "" : await reply.text();
      const made = new DOMParser().parseFromString(html, "text/html");
      change(made.querySelector(".who")?.dataset.name ?? "");
      if (!html) return;
      const shown = setInterval(() => show(html) && clearInterval(shown), 100);
    } catch {
      // The connection is lost: alive.js says so.
    }
  };
  look();
})();
