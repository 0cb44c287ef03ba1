/* Fetches another script once somebody asks for it. */
(() => {
  "use strict";
  const button = document.querySelector("[data-later]");
  button.addEventListener("click", () => {
    const script = document.createElement("script");
    script.src = button.dataset.later;
    document.head.append(script);
  });
})();
