// Says that a review is overdue once its day has passed in the reader's own calendar. Without this, the day stands.
{
  const now = new Date();
  const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  for (const due of document.querySelectorAll("[data-past]")) {
    if (due.dateTime < today) due.previousSibling.data = `${due.dataset.past} `;
  }
}
