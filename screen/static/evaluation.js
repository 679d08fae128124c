// The tab of evaluations: its views are pieces of HTML from geungeo/eval/, fetched into the shell; a run is looked at each second.
(() => {
  const EVERY = 1000; // milliseconds between two looks at a run
  const PAUSE = 400; // milliseconds after the last letter, before what is filled in is checked
  let current = "runs";
  let timer = null;
  let cards = 0;

  const shell = () => document.querySelector(".geungeo.evaluation");
  const part = (name) => shell()?.querySelector(name);
  const tell = (text) => part(".told") && (part(".told").textContent = text);

  const request = async (path, options) => {
    let reply;
    try {
      reply = await fetch(`geungeo/eval/${path}`, options);
    } catch {
      throw new Error("프로그램이 답하지 않습니다. 켜져 있는지 확인하고 다시 해 주십시오.");
    }
    const text = await reply.text();
    if (!reply.ok) throw new Error(text || (reply.status === 413 ? "파일이 너무 큽니다." : "찾는 것이 없습니다. 목록에서 다시 골라 주십시오."));
    return text;
  };
  const tried = async (action) => {
    try {
      return await action();
    } catch (error) {
      tell(error.message);
      return null;
    }
  };

  // Views

  const go = (path, { quietly = false } = {}) =>
    tried(async () => {
      const view = part(".view");
      if (!view) return;
      if (!quietly) tell("");
      view.setAttribute("aria-busy", "true");
      current = path;
      try {
        const html = await request(path);
        if (current !== path) return; // another was opened meanwhile
        view.innerHTML = html;
      } finally {
        view.removeAttribute("aria-busy");
      }
      shell().querySelectorAll("nav [data-get]").forEach((button) => {
        const isHere = button.dataset.get === (path.startsWith("drafts") ? "drafts" : "runs");
        isHere ? button.setAttribute("aria-current", "page") : button.removeAttribute("aria-current");
      });
      settle();
      if (!quietly && !document.activeElement?.closest(".evaluation nav")) view.querySelector("h3")?.focus({ preventScroll: false });
    });

  const settle = () => {
    if (part("select.gold")) lookForFlaws();
    if (part('.progress[data-working="1"]')) watch();
  };

  const lookForFlaws = () => {
    const name = part("select.gold").value;
    part("a.take-away").href = `geungeo/eval/gold/${encodeURIComponent(name)}`;
    const flaws = part(".flaws");
    flaws.innerHTML = '<p class="reading">문항을 살피고 있습니다. 기다리지 않고 시작해도 됩니다.</p>';
    return tried(async () => {
      try {
        const html = await request(`flaws?${new URLSearchParams({ gold: name })}`);
        if (part("select.gold")?.value === name) part(".flaws").innerHTML = html;
      } catch (error) {
        flaws.innerHTML = "";
        throw error;
      }
    });
  };

  // The run that is made

  const watch = () => {
    clearTimeout(timer);
    timer = setTimeout(look, EVERY);
  };
  const look = async () => {
    const job = part(".job");
    if (!job || !shell().offsetParent) return; // opened again, it looks again
    try {
      await showProgress(job, await request("progress"));
    } catch {
      watch(); // the program may be busy
    }
  };
  const showProgress = async (job, html) => {
    const held = document.activeElement?.closest(".job") ? document.activeElement.dataset.post : null;
    job.innerHTML = html;
    if (held) job.querySelector(`[data-post="${held}"]`)?.focus({ preventScroll: true });
    if (job.querySelector('[data-working="1"]')) return watch();
    tell(job.querySelector(".summary")?.textContent ?? "");
    await listAgain();
  };
  const listAgain = async () => {
    const chosen = new Set([...shell().querySelectorAll("input.chosen:checked")].map((box) => box.value));
    const html = await request("list");
    if (!part(".runs")) return;
    part(".runs").outerHTML = html;
    shell().querySelectorAll("input.chosen").forEach((box) => (box.checked = chosen.has(box.value)));
    toCompare();
  };

  const post = (path, told = true) =>
    tried(async () => {
      const text = await request(path, { method: "POST" });
      await go("runs", { quietly: true });
      if (told) tell(text);
      return text;
    });

  const upload = (input) =>
    tried(async () => {
      const [file] = input.files;
      if (!file) return;
      tell("올리고 있습니다.");
      const name = await request(`gold?${new URLSearchParams({ name: file.name })}`, { method: "POST", body: file });
      await go(`runs?${new URLSearchParams({ gold: name })}`, { quietly: true });
      tell(`올렸습니다: ${name}`);
      part("select.gold")?.focus();
    }).finally(() => (input.value = ""));

  // Before something is removed the button asks.
  const sure = (button) => {
    const row = button.parentElement;
    const question = document.createElement("span");
    question.className = "sure";
    question.append(button.dataset.sure, " ");
    for (const [text, name] of [["지우기", "yes"], ["그만두기", "no"]]) {
      const choice = Object.assign(document.createElement("button"), { type: "button", className: `tool ${name}`, textContent: text });
      choice.addEventListener("click", () => {
        if (name === "yes") post(button.dataset.post);
        question.remove();
        button.hidden = false;
        if (name === "no") button.focus();
      });
      question.append(choice);
    }
    button.hidden = true;
    row.append(question);
    question.querySelector(".no").focus();
  };

  const chosen = () => [...shell().querySelectorAll("input.chosen:checked")].map((box) => box.value);
  const toCompare = () => {
    const button = part("button.compare");
    if (button) button.disabled = chosen().length !== 2;
  };

  // Passages: the card is fetched when it is first asked for, and then opens as any citation does.
  const card = (button) =>
    tried(async () => {
      const id = `evaluated-${(cards += 1)}`;
      const query = new URLSearchParams(button.dataset.card);
      query.set("id", id);
      let html;
      try {
        html = await request(`card?${query}`);
      } catch {
        throw new Error("문서가 바뀌었거나 없어져 이 대목을 열 수 없습니다.");
      }
      const holder = document.createElement("div");
      holder.hidden = true;
      holder.innerHTML = html;
      button.after(holder);
      delete button.dataset.card;
      button.dataset.source = id;
      button.click(); // now it is one that chat.js opens
    });

  const misses = (section, type, from) =>
    tried(async () => {
      const html = await request(`misses/${section.dataset.run}?${new URLSearchParams({ type, from })}`);
      if (from === "0") {
        section.innerHTML = html;
        section.querySelector("select").focus();
      } else {
        const more = section.querySelector("button.more").parentElement;
        more.insertAdjacentHTML("afterend", html);
        more.nextElementSibling?.querySelector("button")?.focus();
        more.remove();
      }
    });

  // Proposals

  const into = () => {
    const select = part("select.gold-into");
    return select.value === "*" ? part("input[name=new]").value.trim() || "문항" : select.value;
  };
  const filledIn = (form) => ({
    id: form.dataset.id,
    ...Object.fromEntries(["question", "type", "answer", "figures", "must_contain"].map((name) => [name, form.elements[name].value])),
    evidence: [...form.querySelectorAll(".evidence")].map((place) => ({
      doc: place.querySelector("[name=doc]").value,
      quote: place.querySelector("[name=quote]").value,
    })),
  });
  const send = (action, item) =>
    request(`draft/${action}?${new URLSearchParams({ gold: into() })}`, { method: "POST", body: JSON.stringify(item) });

  const done = (article, told) => {
    const next = article.nextElementSibling ?? article.previousElementSibling;
    article.remove();
    tell(told);
    (next?.querySelector("button") ?? part("nav [aria-current]"))?.focus({ preventScroll: true });
  };
  const take = (article) =>
    tried(async () => {
      const name = into();
      done(article, await send("take", filledIn(article.querySelector("form"))));
      const select = part("select.gold-into");
      if (select.value === "*") go(`drafts?${new URLSearchParams({ gold: name.endsWith(".jsonl") ? name : `${name}.jsonl`, origin: part("select.origin").value })}`, { quietly: true });
    });
  const refuse = (article) =>
    tried(async () => {
      const { id, question } = filledIn(article.querySelector("form"));
      done(article, await send("refuse", { id, question }));
    });
  const check = (form) => {
    clearTimeout(form.pause);
    form.pause = setTimeout(
      () =>
        tried(async () => {
          form.querySelector(".held").innerHTML = await send("check", filledIn(form));
          form.querySelector("[type=submit]").disabled = form.querySelector(".checked").dataset.wrong === "1";
        }),
      PAUSE,
    );
  };
  const edit = (article, isOpen) => {
    const form = article.querySelector("form");
    form.hidden = !isOpen;
    article.querySelector(".as-it-is").hidden = isOpen;
    if (!isOpen) return article.querySelector(".edit").focus();
    form.elements.question.focus();
    check(form);
  };
  const addPlace = (form) => {
    const places = form.querySelectorAll(".evidence");
    const another = places[places.length - 1].cloneNode(true);
    another.querySelectorAll("input, textarea").forEach((box) => (box.value = ""));
    places[places.length - 1].after(another);
    another.querySelector("input").focus();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".geungeo.evaluation button");
    if (!button) return;
    const article = button.closest(".proposal");
    if (button.dataset.card) card(button);
    else if (button.dataset.sure) sure(button);
    else if (button.dataset.get) go(button.dataset.get);
    else if (button.dataset.post) post(button.dataset.post);
    else if (button.matches(".compare")) go(`compare?${new URLSearchParams(chosen().map((id) => ["id", id]))}`);
    else if (button.matches(".more")) misses(button.closest(".misses"), button.dataset.type, button.dataset.from);
    else if (article && button.matches(".take")) take(article);
    else if (article && button.matches(".edit")) edit(article, true);
    else if (article && button.matches(".cancel")) edit(article, false);
    else if (article && button.matches(".refuse")) refuse(article);
    else if (article && button.matches(".add-place")) addPlace(button.closest("form"));
  });
  document.addEventListener("change", (event) => {
    const at = event.target;
    if (!at.closest?.(".geungeo.evaluation")) return;
    if (at.matches(".gold-file")) upload(at);
    else if (at.matches("select.gold")) lookForFlaws();
    else if (at.matches("input.chosen")) toCompare();
    else if (at.matches("select.miss-type")) misses(at.closest(".misses"), at.value, "0");
    else if (at.matches("select.origin") || (at.matches("select.gold-into") && at.value !== "*"))
      go(`drafts?${new URLSearchParams({ gold: into(), origin: part("select.origin").value })}`, { quietly: true });
    if (at.matches("select.gold-into")) {
      part(".new-gold").hidden = at.value !== "*";
      if (at.value === "*") part("input[name=new]").focus();
    }
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.(".geungeo.evaluation form.filling");
    if (form) check(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.(".geungeo.evaluation form");
    if (!form) return;
    event.preventDefault();
    if (form.matches(".begin-run")) post(`start?${new URLSearchParams(new FormData(form))}`);
    else if (form.matches(".filling")) take(form.closest(".proposal"));
  });

  // The tab was opened: its shell may still be on its way into the page.
  const open = (tries = 20) => {
    if (shell()?.offsetParent) {
      // What is open stays, but for a run that is being made.
      if (!part(".view").childElementCount || current.startsWith("runs")) go(current, { quietly: true });
    } else if (tries) setTimeout(() => open(tries - 1), 100);
  };
  window.geungeoEvaluation = { open };
})();
