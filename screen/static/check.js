// The draft check: a mark in the text leads to its finding, and a finding back to its mark.
(() => {
  const follow = (from) => {
    const to = document.getElementById(from.dataset.finding);
    if (!to) return;
    document.querySelectorAll(".geungeo.check .shown").forEach((other) => other.classList.remove("shown"));
    to.classList.add("shown");
    to.scrollIntoView({ block: "nearest" });
    (to.matches("li") ? to.querySelector("button") : to).focus({ preventScroll: true });
  };
  const at = (event) => event.target.closest?.(".geungeo.check [data-finding]");
  document.addEventListener("click", (event) => at(event) && follow(at(event)));
  document.addEventListener("keydown", (event) => {
    const mark = event.target.matches?.(".geungeo.check mark[data-finding]") ? event.target : null;
    if (!mark || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    follow(mark);
  });
})();
