// Reloads the page when the site, or what is wrong with it, has changed. Only invoke serve adds this script.
const seen = document.currentScript.dataset.version;
new EventSource("/__preview/events").onmessage = (event) => {
  if (event.data !== seen) location.reload();
};
