// Where the conversation stands: the question that was asked last is at the top, with its answer under it as it grows. An
// answer is read from its beginning; Gradio would show the end of it.
(() => {
  const READING = ["wheel", "touchmove", "pointerdown", "keydown", "focusin"]; // from here on its reader says where it stands
  let questions = 0; // in the conversation
  let isFollowing = true;

  const place = () => {
    const log = document.querySelector("#chat [role=log]");
    if (!log) return;
    const asked = log.querySelectorAll(".user-row");
    if (asked.length !== questions) isFollowing = true; // another was asked, or another conversation was opened
    questions = asked.length;
    const last = asked[questions - 1];
    if (last && isFollowing) log.scrollTop += last.getBoundingClientRect().top - log.getBoundingClientRect().top - 8;
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("dialog.history .conversation")) isFollowing = true; // it may be as long as the one before
  });
  for (const kind of READING)
    document.addEventListener(
      kind,
      (event) => {
        if (event.target.closest?.("#chat")) isFollowing = false;
      },
      { capture: true, passive: true },
    );
  new MutationObserver(place).observe(document, { childList: true, subtree: true });
})();
