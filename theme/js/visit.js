// The list for the visit: symptoms are ticked where they stand, and it has a page of its own. Kept in this browser alone.
{
  const find = (selector, within = document) => within.querySelector(selector);
  const clone = (template) => template.content.firstElementChild.cloneNode(true);
  const refreshers = [];
  let held = {}; // the list by the symptoms' ids, for this page, where nothing may be kept
  let blocked = false;

  const read = () => {
    try {
      return JSON.parse(localStorage.getItem("visit")) ?? {};
    } catch {
      return held;
    }
  };

  const write = (list) => {
    held = list;
    try {
      localStorage.setItem("visit", JSON.stringify(list));
      if (!Object.keys(list).length) localStorage.removeItem("visit");
      blocked = false;
    } catch {
      blocked = true;
    }
  };

  const change = (id, entry) => {
    const { [id]: _, ...list } = read();
    write(entry ? { ...list, [id]: entry } : list);
  };

  const addTick = (box, title, href) => {
    const tick = clone(find("template.tick-form"));
    const input = find("input", tick);
    const told = find("[aria-live]", tick);
    const [link, warning] = told.children;
    const show = () => {
      input.checked = box.id in read();
      told.replaceChildren(...(input.checked ? [blocked ? warning : link] : []));
    };
    input.ariaLabel = `${input.parentElement.textContent.trim()}: ${title}`;
    input.addEventListener("change", () => {
      change(box.id, input.checked && { title, href });
      show();
    });
    refreshers.push(show);
    box.append(tick);
  };

  const addTicks = () => {
    for (const box of document.querySelectorAll(".callout--symptom")) {
      const [label, ...title] = [...find(".callout__title", box).childNodes].slice(1);
      addTick(box, title.map((node) => node.textContent).join("").trim() || label.textContent, new URL(`#${box.id}`, location).href);
    }
    for (const entry of document.querySelectorAll(".entry")) {
      addTick(entry, find("h3", entry).textContent, find("ul a", entry).href);
    }
  };

  const showPage = (page) => {
    const rows = find("ol", page);
    const empty = find(".visit__empty", page);
    const blank = [...rows.children]; // to be filled in by hand
    const row = ([id, { title, href }]) => {
      const item = clone(find("template", page));
      const remove = find("button", item);
      Object.assign(find("a", item), { href, textContent: title });
      remove.ariaLabel = `${remove.textContent}: ${title}`;
      remove.addEventListener("click", () => leave(() => change(id)));
      return item;
    };
    const show = () => {
      const list = Object.entries(read());
      rows.replaceChildren(...(list.length ? list.map(row) : blank));
      empty.hidden = list.length > 0;
    };
    const leave = (work) => { // the button that had the focus is gone: it goes to the list
      work();
      show();
      rows.focus();
    };
    find(".visit__clear", page).addEventListener("click", () => leave(() => write({})));
    find(".visit__print", page).addEventListener("click", () => print());
    write(read());
    find(blocked ? ".visit__kept" : ".visit__blocked", page).remove();
    find(".visit__kept, .visit__blocked", page).hidden = false;
    find(".visit__tools", page).hidden = false;
    refreshers.push(show);
  };

  const refresh = () => refreshers.forEach((show) => show());
  if (find("template.tick-form")) addTicks();
  if (find(".visit")) showPage(find(".visit"));
  refresh();
  addEventListener("storage", refresh);
  addEventListener("pageshow", refresh);
}
