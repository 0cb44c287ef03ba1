// Keeps an open page as new as its files, where the reader was. Only invoke serve adds this script.
{
  const own = document.currentScript.dataset;
  const find = (selector) => document.querySelector(selector);
  const recall = (name) => JSON.parse(sessionStorage.getItem(`preview-${name}`) ?? "[]");
  const keep = (name, value) => sessionStorage.setItem(`preview-${name}`, JSON.stringify(value));
  let stream;
  let lost = false;

  // Problems by their words: a line that moves down is no new problem.
  const problems = () => [...document.querySelectorAll(".preview-problems li")].map((item) => item.textContent.replace(/:\d+:/, ""));

  const showPanel = (open) => {
    find(".preview-problems").hidden = !open;
    find("#preview-again").hidden = open;
    keep("closed", open ? [] : problems());
  };

  const openPanel = (event) => {
    event.preventDefault();
    showPanel(true);
    find(".preview-problems").focus();
  };

  const closePanel = () => {
    showPanel(false);
    find("#preview-again").focus();
  };

  // Says politely what is new. A moment later, for a reader of the screen must have met the empty place first.
  const announce = () => {
    const now = problems();
    const before = recall("told");
    const words = now.length ? find("#preview-title").textContent : "All is mended. This is your newest version.";
    keep("told", now);
    if (now.length ? now.some((each) => !before.includes(each)) : before.length) {
      setTimeout(() => { find(".preview-news").textContent = words; }, 200);
    }
  };

  const prepare = () => {
    find("body > .preview-skip")?.remove();
    const facts = find("#preview-facts");
    const keepFacts = () => keep("facts", facts.open ? ["open"] : []);
    facts.open ||= recall("facts").length > 0; // a writer may be quicker than this script
    keepFacts();
    facts.addEventListener("toggle", keepFacts);
    announce();
    if (!find(".preview-problems")) return;
    const skip = find(".preview-skip");
    document.body.prepend(skip);
    skip.addEventListener("click", openPanel);
    find("#preview-again").addEventListener("click", openPanel);
    find("#preview-close").addEventListener("click", closePanel);
    find("#preview-close").hidden = false;
    find(".preview-problems").addEventListener("keydown", (event) => { if (event.key === "Escape") closePanel(); });
    const closed = recall("closed");
    showPanel(!problems().every((each) => closed.includes(each)));
  };

  // A page that loads itself again keeps its own place: the browser notes it only now and then.
  const reload = () => {
    keep("place", [scrollX, scrollY]);
    history.scrollRestoration = "manual";
    location.reload();
  };

  const returnToPlace = () => {
    const place = recall("place");
    keep("place", []);
    if (place.length) scrollTo(...place);
    history.scrollRestoration = "auto";
  };

  // Where only the problems have changed the page stays as it is; else the browser loads it, and keeps its place.
  const update = async () => {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("script[data-edition]")?.dataset;
    if (lost || next?.edition !== own.edition) {
      reload();
      return;
    }
    const focused = document.activeElement?.id;
    own.version = next.version;
    find(".preview-news").textContent = "";
    find(".preview-shown").replaceChildren(...page.querySelector(".preview-shown").childNodes);
    prepare();
    if (focused?.startsWith("preview-")) document.getElementById(focused)?.focus();
  };

  // Hidden pages hang up: a browser keeps few lines open, and there may be many pages.
  const listen = () => {
    stream?.close();
    if (document.hidden) return;
    stream = new EventSource("/__preview/events");
    stream.onerror = () => { lost = true; };
    stream.onmessage = (event) => {
      if (lost || event.data !== own.version) update().catch(() => {});
    };
  };

  prepare();
  listen();
  addEventListener("load", returnToPlace);
  document.addEventListener("visibilitychange", listen);
}
