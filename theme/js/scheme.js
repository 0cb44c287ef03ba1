// The reader's choice of colors: set before anything is painted, and kept on the device alone.
{
  const page = document.documentElement.dataset;

  // What was chosen before; where nothing may be kept, what this page shows.
  const recall = () => {
    try {
      return localStorage.getItem("colors") ?? "";
    } catch {
      return page.scheme ?? "";
    }
  };

  const choose = (event) => {
    page.scheme = event.target.value;
    try {
      localStorage.setItem("colors", page.scheme);
    } catch { /* blocked or full: the choice holds for this page */ }
  };

  const prepare = () => {
    const label = document.querySelector(".scheme");
    label.control.value = page.scheme = recall();
    label.control.onchange = choose;
    label.hidden = false;
  };

  page.scheme = recall();
  addEventListener("DOMContentLoaded", prepare);
  addEventListener("pageshow", prepare); // a page that the browser kept may have missed a newer choice
}
