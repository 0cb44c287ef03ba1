// Reads an article aloud, one paragraph at a time, with a voice of the device: the text is sent nowhere.
{
  const PARTS = "h1, .lede, .text :is(h2, h3, h4, p:not(.tick), li, dt, dd, pre, tr, figcaption, img, svg[role=img])";
  const UNREAD = "sup:has(a), svg, .tick, p, ul, ol, dl"; // marks, drawings, tools, and what is a part of its own
  const SPEEDS = [0.6, 0.8, 1, 1.2, 1.5];
  const button = document.querySelector(".listen");
  const [play, pause, ...labels] = button.dataset.words.split("|");
  const make = (name, given) => Object.assign(document.createElement(name), given);
  const [back, forward, close, label, note] = ["button", "button", "button", "label", "small"].map((name, number) =>
    make(name, { className: name === "button" ? "tool" : "", textContent: labels[number] }));
  const [toggle, speed] = [make("button", { className: "tool" }), make("select")];
  const bar = make("div", { className: "bar", role: "group", ariaLabel: button.textContent });
  let parts = [];
  let place = 0;
  let spoken = null; // what is being read; nothing while it is quiet

  // Where storage is blocked or full, the speed holds for this page.
  const attempt = (work) => { try { return work(); } catch { return null; } };

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
    toggle.textContent = play;
  };

  const speak = () => {
    spoken = null;
    speechSynthesis.cancel();
    const utterance = new SpeechSynthesisUtterance(words(parts[place]));
    utterance.voice = voice();
    utterance.rate = Number(speed.value) || 1;
    utterance.onend = () => { if (spoken === utterance) go(1); };
    spoken = utterance;
    toggle.textContent = pause;
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
    attempt(() => localStorage.setItem("speed", speed.value));
    if (spoken) speak();
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

  speed.append(...SPEEDS.map((each) => new Option(each)));
  label.append(speed);
  bar.append(toggle, back, forward, label, close, note);
  document.head.append(make("link", { rel: "stylesheet", href: button.dataset.sheet }));
  toggle.addEventListener("click", () => { if (spoken) hush(); else speak(); });
  back.addEventListener("click", () => go(-1));
  forward.addEventListener("click", () => go(1));
  close.addEventListener("click", shut);
  speed.addEventListener("change", remember);
  button.addEventListener("click", open);
  addEventListener("pagehide", hush);
  speed.value = attempt(() => localStorage.getItem("speed")) ?? "1";
  open();
}
