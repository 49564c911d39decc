// The search: every word of the question must be in an entry. Entries are [kind, text, page, more words]; all is set as text, never as markup.
(function () {
  "use strict";
  var MOST = 100;
  var question = new URLSearchParams(window.location.search).get("q") || "";
  var found = document.getElementById("found");
  var results = document.getElementById("results");
  document.getElementById("find").value = question;

  function plain(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function weight(entry, words) {
    var shown = plain(entry[1]);
    return words.reduce(function (total, word) {
      return total + (shown === word ? 4 : shown.indexOf(word) === 0 ? 2 : shown.indexOf(word) > 0 ? 1 : 0);
    }, entry[0] === "launch" ? 0 : 0.5);
  }

  var words = plain(question).split(/\s+/).filter(Boolean);
  if (!words.length) {
    found.textContent = "Type a vehicle, payload, site, country, claimant, outlet, day (2017-07) or id above.";
    return;
  }
  var hits = window.launchwireIndex.filter(function (entry) {
    var text = plain(entry[1] + " " + entry[3]);
    return words.every(function (word) { return text.indexOf(word) >= 0; });
  }).map(function (entry, place) { return [weight(entry, words), place, entry]; });
  hits.sort(function (one, other) { return other[0] - one[0] || one[1] - other[1]; });
  found.textContent = hits.length === 0 ? "Nothing found for “" + question + "”."
    : hits.length + (hits.length === 1 ? " result" : " results") + " for “" + question + "”" + (hits.length > MOST ? ", the first " + MOST + " of them" : "") + ".";
  hits.slice(0, MOST).forEach(function (hit) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    var name = document.createElement("bdi");
    var kind = document.createElement("span");
    name.textContent = hit[2][1];
    link.href = hit[2][2];
    link.appendChild(name);
    kind.className = "quiet";
    kind.textContent = " " + hit[2][0];
    item.append(link, kind);
    results.appendChild(item);
  });
})();
