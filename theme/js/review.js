// Says that a review is overdue once its day has passed where the reader is. Without this, the day stands.
for (const due of document.querySelectorAll("[data-past]"))
  if (new Date(due.dateTime + "T24:00") < new Date()) due.previousSibling.data = due.dataset.past + " ";
