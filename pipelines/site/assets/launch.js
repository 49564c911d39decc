// Opens what a link leads to. Then, what was known when: hides what became known after the chosen day. Days are compared as text, YYYY-MM-DD.
(function () {
  "use strict";

  function openTarget() {
    var target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    for (var box = target && target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (target) target.scrollIntoView();
  }

  window.addEventListener("hashchange", openTarget);
  if (window.location.hash) openTarget();

  var slider = document.getElementById("known");
  if (!slider) return;
  var days = slider.dataset.days.split(" ");
  var told = document.getElementById("known-day");
  var headline = document.getElementById("known-head");
  var marked = document.querySelectorAll("[data-known]");
  var months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

  function inWords(day) {
    var parts = day.split("-").map(Number);
    return parts[2] + " " + months[parts[1] - 1] + " " + parts[0];
  }

  function show() {
    var place = Number(slider.value);
    var day = days[place];
    var isToday = place === days.length - 1;
    var left = 0;
    var heads = [];
    marked.forEach(function (element) {
      var since = element.getAttribute("data-known");
      var until = element.getAttribute("data-until");
      var isLater = since > day;
      element.classList.toggle("later", isLater);
      element.classList.toggle("over", Boolean(until) && until <= day);
      if (isLater && element.tagName === "LI") left += 1;
      var isOver = element.classList.contains("over");
      if (!isLater && !isOver && element.dataset.head) heads.push(element.dataset.head);
    });
    var text = isToday ? inWords(day) + ": everything that is known today" : "As known on " + inWords(day);
    told.textContent = text + (left ? " (" + left + " later entries are hidden)" : "");
    headline.textContent = isToday ? "" : heads.length ? heads.join(" · ") : "No property was known.";
    slider.setAttribute("aria-valuetext", text);
    document.body.classList.toggle("past", !isToday);
  }

  slider.addEventListener("input", show);
  document.querySelectorAll("[data-step]").forEach(function (button) {
    button.addEventListener("click", function () {
      slider.value = String(Number(slider.value) + Number(button.dataset.step));
      show();
    });
  });
  slider.closest("section").hidden = false;
  slider.value = String(days.length - 1);
  show();
})();
