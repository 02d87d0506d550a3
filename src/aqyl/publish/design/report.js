// The report's own behaviour: language, theme, search and order, sections that open. No libraries.
(() => {
  "use strict";
  const root = document.documentElement;
  const { words, marks } = JSON.parse(document.getElementById("words").textContent);
  const languages = Object.keys(words);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const kept = {
    get: (name) => { try { return localStorage.getItem("aqyl." + name); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem("aqyl." + name, value); } catch { /* private */ } },
  };

  function written(plain, lang) {
    const [thousands, decimal, percent] = marks[lang];
    const share = plain.endsWith("%");
    const [whole, part] = (share ? plain.slice(0, -1) : plain).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
    return grouped + (part ? decimal + part : "") + (share ? percent : "");
  }

  function speak(lang) {
    const list = words[lang];
    root.lang = lang;
    for (const node of all("[data-t]")) node.textContent = list[node.dataset.t];
    for (const node of all("data[value]")) node.textContent = written(node.value, lang);
    for (const node of all("[data-v]")) node.textContent = written(node.dataset.v, lang);
    for (const node of all("[data-a]")) {
      const [name, place] = node.dataset.a.split(":");
      node.setAttribute(name, list[place]);
    }
    for (const button of all("[data-lang]")) {
      button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
    }
    order();
  }

  function dark() {
    const chosen = root.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function paint(theme) {
    if (theme) root.dataset.theme = theme;
    for (const button of all(".theme")) button.setAttribute("aria-pressed", String(dark()));
  }

  // As aqyl.language.fold: no case, no marks, no hyphens, Kazakh letters as their neighbours.
  const near = { ә: "а", ғ: "г", қ: "к", ң: "н", ө: "о", ұ: "у", ү: "у", һ: "х", і: "и", ı: "i" };
  function fold(text) {
    return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")
      .replace(/['’‘ʼʹ`]/g, "").replace(/\p{Pd}/gu, " ")
      .replace(/[әғқңөұүһіı]/g, (letter) => near[letter]).split(/\s+/).filter(Boolean).join(" ");
  }

  const search = document.getElementById("search");
  const group = document.getElementById("group");
  const sort = document.getElementById("sort");
  const found = document.getElementById("found");

  function sift() {
    const wanted = fold(search.value);
    let count = 0;
    for (const row of all("[data-f]")) {
      const shown = !wanted || row.dataset.f.includes(wanted);
      row.hidden = !shown;
      if (shown && row.dataset.counted !== undefined && inGroup(row)) count += 1;
    }
    for (const part of all("[data-group]")) {
      const other = group && group.value && part.dataset.group !== group.value;
      part.hidden = Boolean(other) || (Boolean(wanted) && !all("[data-f]:not([hidden])", part).length);
    }
    for (const part of all("[data-whole]")) part.hidden = Boolean(wanted);
    for (const list of all("details.names")) {
      if (wanted) list.open = all("[data-f]:not([hidden])", list).length > 0;
    }
    found.hidden = !wanted && !(group && group.value);
    found.querySelector("data").value = String(count);
    found.querySelector("data").textContent = String(count);
  }

  function inGroup(row) {
    return !group || !group.value || row.closest("[data-group]").dataset.group === group.value;
  }

  function order() {
    const lang = languages.indexOf(root.lang);
    const byName = (row) => Number(row.dataset.n.split(" ")[lang]);
    const keys = {
      rank: (row) => [Number(row.dataset.r), byName(row)],
      name: (row) => [byName(row), 0],
      known: (row) => [-Number(row.dataset.k), Number(row.dataset.r)],
    };
    for (const list of all("[data-sorted]")) {
      const own = list.dataset.sorted;
      const key = keys[own || (sort ? sort.value : "rank")];
      const rows = [...list.children].filter((row) => row.dataset.n !== undefined);
      const before = rows.map((row) => ({ row, key: key(row) }));
      before.sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1]);
      list.append(...before.map((entry) => entry.row));
    }
  }

  function open(hash) {
    const target = hash.length > 1 && document.getElementById(hash.slice(1));
    if (!target || !target.matches(".settlement")) return;
    target.hidden = false;
    target.closest("[data-group]").hidden = false;
    target.querySelector("details").open = true;
    target.scrollIntoView();
  }

  function openAll(state) {
    for (const details of all(".settlement details")) details.open = state;
  }

  root.classList.add("js");
  for (const button of all("[data-lang]")) {
    button.addEventListener("click", () => {
      kept.set("language", button.dataset.lang);
      speak(button.dataset.lang);
    });
  }
  for (const button of all(".theme")) {
    button.addEventListener("click", () => {
      paint(dark() ? "light" : "dark");
      kept.set("theme", root.dataset.theme);
    });
  }
  for (const control of [search, group, sort]) {
    if (control) control.addEventListener("input", () => { order(); sift(); });
  }
  for (const button of all("[data-open]")) {
    button.addEventListener("click", () => openAll(button.dataset.open === "yes"));
  }
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of closed) details.open = false; });
  addEventListener("hashchange", () => open(location.hash));
  for (const link of all('a[href^="#s-"]')) {
    link.addEventListener("click", () => open(link.getAttribute("href")));
  }
  paint(kept.get("theme"));
  const language = kept.get("language");
  speak(languages.includes(language) ? language : root.lang);
  open(location.hash);
})();
