// What an article offers beside its text. Each tool comes when it is needed; the page says where it is.
{
  const own = document.currentScript.dataset;

  const bring = (name) => {
    const script = document.createElement("script");
    script.src = own[name];
    document.head.append(script);
  };

  // In the contents list, the section that stands in the upper third of the window is marked.
  const links = [...document.querySelectorAll(".contents a")];
  const sections = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const place = new IntersectionObserver(() => {
    const here = sections.findLastIndex((section) => section.getBoundingClientRect().top < innerHeight / 3);
    links.forEach((link, number) => { link.ariaCurrent = number === here ? "true" : null; });
  }, { rootMargin: "99999px 0px -66%" }); // told whenever a heading crosses that line, however far the page jumps
  sections.forEach((section) => place.observe(section));

  // Tick boxes come with the first symptom, a screen ahead of the reader.
  const near = new IntersectionObserver((seen) => {
    if (!seen.some((box) => box.isIntersecting)) return;
    near.disconnect();
    bring("visit");
  }, { rootMargin: "100%" });
  document.querySelectorAll(".callout--symptom").forEach((box) => near.observe(box));

  // Listening is offered where the device itself has a voice for the language: another's would send the text away.
  const button = document.querySelector(".listen");
  const language = document.documentElement.lang.split("-")[0];
  const offer = () => {
    button.hidden = !speechSynthesis.getVoices().some((voice) => voice.localService && voice.lang.startsWith(language));
  };
  button.addEventListener("click", () => bring("listen"), { once: true });
  if (globalThis.speechSynthesis) {
    offer();
    speechSynthesis.addEventListener("voiceschanged", offer);
  }
}
