// Reads an article aloud, one paragraph at a time, with a voice of the device: the text is sent nowhere.
{
  const PARTS = "h1, .lede, .text :is(h2, h3, h4, p, li, dt, dd, pre, tr, figcaption, img, svg[role=img])";
  const UNREAD = "sup:has(a), svg, .tick, p, ul, ol, dl"; // marks, drawings, tools, and what is a part of its own
  const button = document.querySelector(".listen");
  const bar = document.querySelector("template.listen-bar").content.firstElementChild.cloneNode(true);
  const [toggle, back, forward, close] = bar.querySelectorAll("button");
  const speed = bar.querySelector("select");
  let parts = [];
  let place = 0;
  let spoken = null; // what is being read; nothing while it is quiet

  const words = (part) => {
    if (part.matches("img, svg")) return part.alt ?? part.ariaLabel;
    const copy = part.cloneNode(true);
    copy.querySelectorAll(UNREAD).forEach((node) => node.remove());
    const pieces = part.matches("tr") ? [...copy.cells] : [copy];
    return pieces.map((piece) => piece.textContent.replace(/\s+/g, " ").trim()).join(", ");
  };

  const voice = () => {
    const { lang } = document.documentElement;
    const own = speechSynthesis.getVoices().filter((each) => each.localService);
    return own.find((each) => each.lang.toLowerCase() === lang.toLowerCase())
      ?? own.find((each) => each.lang.startsWith(lang.split("-")[0]));
  };

  const mark = () => {
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
    parts.forEach((part, number) => part.classList.toggle("spoken", number === place));
    parts[place].scrollIntoView({ block: "nearest", behavior });
  };

  const hush = () => {
    spoken = null;
    speechSynthesis.cancel();
    toggle.textContent = toggle.dataset.play;
  };

  const speak = () => {
    spoken = null;
    speechSynthesis.cancel();
    const utterance = new SpeechSynthesisUtterance(words(parts[place]));
    utterance.voice = voice();
    utterance.lang = document.documentElement.lang;
    utterance.rate = Number(speed.value);
    utterance.onend = () => { if (spoken === utterance) go(1); };
    spoken = utterance;
    toggle.textContent = toggle.dataset.pause;
    mark();
    speechSynthesis.speak(utterance);
  };

  const go = (step) => {
    const ended = place + step >= parts.length;
    place = ended ? 0 : Math.max(0, place + step);
    if (ended) hush();
    (spoken ? speak : mark)();
  };

  const remember = () => {
    try {
      localStorage.setItem("speed", speed.value);
    } catch { /* blocked or full: the speed holds for this page */ }
    if (spoken) speak();
  };

  const recall = () => {
    try {
      const kept = localStorage.getItem("speed");
      if ([...speed.options].some((option) => option.value === kept)) speed.value = kept;
    } catch { /* blocked: as the page says */ }
  };

  const open = () => {
    parts = [...document.querySelectorAll(PARTS)].filter(words);
    button.after(bar);
    toggle.focus();
    speak();
  };

  const shut = () => {
    hush();
    parts[place].classList.remove("spoken");
    bar.remove();
    button.focus();
  };

  const sheet = { rel: "stylesheet", href: document.querySelector("template.listen-bar").dataset.sheet };
  document.head.append(Object.assign(document.createElement("link"), sheet));
  toggle.addEventListener("click", () => { if (spoken) hush(); else speak(); });
  back.addEventListener("click", () => go(-1));
  forward.addEventListener("click", () => go(1));
  close.addEventListener("click", shut);
  speed.addEventListener("change", remember);
  button.addEventListener("click", open);
  addEventListener("pagehide", hush);
  recall();
  open();
}
