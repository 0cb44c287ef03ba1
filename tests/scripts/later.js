// Tells that it came.
document.documentElement.dataset.later = "here";
