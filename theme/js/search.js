// Search: Pagefind finds, this page asks and shows. Nothing is fetched before a reader goes to the field.
// A plain field and a list of links, no combobox: every screen reader and every phone knows both.
(() => {
  const FIRST = 5; // results: each is a file to fetch
  const NEXT = 10;
  const ENOUGH = 3; // letters: fewer would fetch much of the index, and tell little
  const PAUSE = 60; // milliseconds after a letter
  const SILENCE = 900; // milliseconds before a count is announced
  const NOISE = 0.01; // score of a record that only its address matches
  const RANKING = { metaWeights: { title: 5, context: 0, href: 0, kind: 0, series: 0 } };
  const search = document.querySelector(".search");
  const instead = document.querySelector(".unsearched");
  const [field, series] = ["#words", "#series"].map((name) => search.querySelector(name));
  const [status, found, count, list] = ["#status", ".found", "#count", "ol"].map((name) => search.querySelector(name));
  const [meant, more] = [".meant", ".found > button"].map((name) => search.querySelector(name));
  const radios = [...search.querySelectorAll("[type=radio]")];
  const index = new URL(search.dataset.index, document.baseURI);
  const facets = new Map();
  const ALL = "all";
  const hits = () => [...list.querySelectorAll(".found__title")];
  let engine;
  let turn = 0;
  let results = [];
  let waiting;
  let speaking;

  const give = (reason) => {
    search.remove();
    instead.textContent = instead.dataset[reason];
    instead.classList.add("told");
  };

  const load = () => {
    engine ??= import(new URL("pagefind.js", index)).then(async (pagefind) => {
      const made = pagefind.createInstance({ noWorker: true, ranking: RANKING });
      await made.search("");
      return made;
    });
    return engine;
  };

  const facet = (name) => {
    if (!facets.has(name)) {
      facets.set(name, fetch(new URL(`facets/${name}.json`, index))
        .then((answer) => (answer.ok ? answer.json() : []))
        .then((ids) => new Set(ids)));
    }
    return facets.get(name);
  };

  const chosen = () => ({
    q: field.value.trim(),
    kind: radios.find((radio) => radio.checked).value,
    series: series ? series.value : ALL,
  });

  const ask = async () => {
    clearTimeout(waiting);
    const mine = ++turn;
    const { q, ...narrow } = remember();
    try {
      if (!q) return show(q, [], []);
      const wanted = Object.entries(narrow).filter(([, value]) => value !== ALL).map((pair) => facet(pair.join(".")));
      const answer = await (await load()).search(q);
      const sets = await Promise.all(wanted);
      const kept = answer.results.filter(({ id, score }) => score > NOISE && sets.every((ids) => ids.has(id)));
      const first = await Promise.all(kept.slice(0, FIRST).map((result) => result.data()));
      if (mine === turn) show(q, kept, first);
    } catch {
      give("failed");
    }
  };

  const remember = () => {
    const given = chosen();
    const used = Object.entries(given).filter(([, value]) => value !== ALL);
    const hash = given.q ? `#${new URLSearchParams(used)}` : "";
    if (hash !== location.hash && (hash || location.hash.includes("q="))) {
      history.replaceState(null, "", hash || location.pathname);
    }
    return given;
  };

  const recall = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    if (!given.get("q")) return;
    field.value = given.get("q");
    (radios.find((radio) => radio.value === given.get("kind")) ?? radios[0]).checked = true;
    if (series) series.value = given.get("series") ?? ALL;
    ask();
  };

  const show = (q, all, first) => {
    results = all;
    found.hidden = !q;
    const { none, one, many } = search.dataset;
    const words = [none, one][all.length] ?? many;
    count.textContent = words.replace("{total}", all.length.toLocaleString(document.documentElement.lang)).replace("{words}", q);
    list.replaceChildren(...first.map(item));
    more.hidden = all.length <= first.length;
    suggest(q, first);
    clearTimeout(speaking);
    speaking = setTimeout(() => { status.textContent = q ? count.textContent : ""; }, SILENCE);
  };

  const element = (name, className, ...inside) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  };

  const link = (className, href, ...inside) => {
    const made = element("a", className, ...inside);
    made.href = href;
    return made;
  };

  // Pagefind's own markup of an excerpt, of which marks and words are kept
  const marked = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes].map((node) =>
    node.nodeName === "MARK" ? element("mark", "", node.textContent) : node.textContent);

  const weight = (part) => part.weighted_locations.reduce((sum, place) => sum + place.balanced_score, 0);

  const item = ({ meta, excerpt, sub_results: parts }) => {
    const { label } = radios.find((radio) => radio.value === meta.kind).dataset;
    const title = link("found__title", meta.href, element("b", "", `${label}:`), ` ${meta.title}`);
    const made = element("li", "", title);
    if (meta.context) made.append(element("small", "", meta.context));
    const best = parts.filter((part) => part.anchor?.id).sort((a, b) => weight(b) - weight(a))[0];
    const text = best ? best.excerpt : excerpt;
    made.append(element("p", "", ...marked(text), /[.?!]$/.test(text) ? "" : " …"));
    if (best) made.append(link("found__place", `${meta.href}#${best.anchor.id}`, best.title));
    return made;
  };

  const distance = (one, other) => {
    let row = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      }
      row = next;
    }
    return row[other.length];
  };

  // A medical word that is nearly spelled right, and that nothing found holds as it was typed
  const suggest = (q, first) => {
    const terms = search.dataset.terms.split(" ");
    const better = q.toLowerCase().split(/\s+/).map((word) => {
      const held = first.some(({ content }) => content.toLowerCase().includes(word));
      if (word.length < 5 || held || terms.some((term) => term.startsWith(word))) return word;
      const near = terms.map((term) => [distance(word, term), term]).sort((a, b) => a[0] - b[0])[0];
      return near && near[0] <= (word.length < 7 ? 1 : 2) ? near[1] : word;
    }).join(" ");
    meant.hidden = better === q.toLowerCase();
    meant.lastElementChild.textContent = better;
  };

  const moves = { ArrowDown: 1, ArrowUp: -1 };

  field.addEventListener("focus", () => load().catch(() => give("failed")), { once: true });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    const { length } = field.value.trim();
    if (!length || length >= ENOUGH) waiting = setTimeout(ask, PAUSE);
  });
  search.addEventListener("change", (event) => { if (event.target !== field) ask(); });
  field.addEventListener("keydown", async (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      await ask();
      if (!found.hidden) count.focus();
    } else if (event.key === "ArrowDown" && hits().length) {
      event.preventDefault();
      hits()[0].focus();
    }
  });
  list.addEventListener("keydown", (event) => {
    const place = hits().findIndex((hit) => hit.closest("li").contains(event.target));
    if (event.key === "Escape") field.focus();
    if (!moves[event.key] || place < 0) return;
    event.preventDefault();
    (hits()[place + moves[event.key]] ?? (event.key === "ArrowUp" ? field : event.target)).focus();
  });
  more.addEventListener("click", async () => {
    const mine = turn;
    const at = list.children.length;
    const next = await Promise.all(results.slice(at, at + NEXT).map((result) => result.data()));
    if (mine !== turn) return;
    list.append(...next.map(item));
    more.hidden = list.children.length >= results.length;
    hits()[at].focus();
  });
  meant.lastElementChild.addEventListener("click", () => {
    field.value = meant.lastElementChild.textContent;
    field.focus();
    ask();
  });
  window.addEventListener("hashchange", recall);

  if (location.protocol === "file:") {
    give("folder");
  } else {
    search.hidden = false;
    recall();
  }
})();
