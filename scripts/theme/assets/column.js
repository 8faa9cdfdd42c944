/* The public column's tables: finding a preference, testing oneself. Without this
   script both pages are complete: all entries are there, each answer waits behind
   its summary. Nothing is stored or sent; the filter lives in the address. */
(function () {
  "use strict";

  function list(found) { return Array.prototype.slice.call(found); }

  function all(root, name) { return list(root.querySelectorAll("[" + name + "]")); }

  function button(text, label) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "sy-find__do";
    made.textContent = text;
    if (label) made.setAttribute("aria-label", label);
    return made;
  }

  /* ---- 优待目录: ?who=…&field=…&word=… (q is the site search's own) ---------- */

  var NAMES = { who: "对象", field: "领域", word: "关键词" };

  function benefits(page) {
    var entries = all(page, "data-entry"), groups = all(page, "data-group");
    var bar = page.querySelector("[data-find]"), told = page.querySelector("[data-told]");
    var elsewhere = page.querySelector("[data-elsewhere]");
    var controls = {};
    all(bar, "data-key").forEach(function (each) { controls[each.getAttribute("data-key")] = each; });

    function asked() {
      return Object.keys(NAMES).filter(function (key) { return controls[key].value.trim(); });
    }

    function fits(entry) {
      var text = entry.textContent.toLowerCase(), who = entry.getAttribute("data-who").split("；");
      return (!controls.who.value || who.indexOf(controls.who.value) >= 0) &&
        (!controls.field.value || entry.getAttribute("data-field") === controls.field.value) &&
        controls.word.value.toLowerCase().split(/\s+/).every(function (word) { return text.indexOf(word) >= 0; });
    }

    function say(shown) {
      var chosen = asked().map(function (key) { return NAMES[key] + "：" + controls[key].value.trim(); });
      if (!chosen.length) return "共 " + entries.length + " 项优待。";
      if (!shown) return "没有符合条件的优待（" + chosen.join("；") + "）。请放宽条件，或者换个说法。";
      return "显示 " + shown + " 项，共 " + entries.length + " 项（" + chosen.join("；") + "）。";
    }

    function apply() {
      var shown = 0;
      entries.forEach(function (entry) {
        entry.hidden = !fits(entry);
        shown += entry.hidden ? 0 : 1;
      });
      groups.forEach(function (group) {
        group.hidden = all(group, "data-entry").every(function (entry) { return entry.hidden; });
      });
      told.textContent = say(shown);
      elsewhere.hidden = shown > 0;
    }

    function remember() {
      var query = new URLSearchParams();
      asked().forEach(function (key) { query.set(key, controls[key].value.trim()); });
      history.replaceState(null, "", location.pathname + (asked().length ? "?" + query : ""));
    }

    function clear() {
      Object.keys(NAMES).forEach(function (key) { controls[key].value = ""; });
      apply();
      remember();
    }

    /* A link to an entry wins over a filter that hides it. */
    function reveal() {
      var hash = location.hash; // :target is not set yet while the page loads
      var target = all(page, "id").find(function (each) { return hash === "#" + encodeURI(each.id); });
      if (!target || !target.closest("[hidden]")) return;
      clear();
      history.replaceState(null, "", hash);
      target.scrollIntoView();
    }

    function begin() {
      var query = new URLSearchParams(location.search), unknown = [];
      Object.keys(NAMES).forEach(function (key) {
        var value = query.get(key) || "";
        controls[key].value = value;
        if (controls[key].selectedIndex < 0) {
          controls[key].value = "";
          unknown.push(NAMES[key] + "“" + value + "”");
        }
      });
      apply();
      if (unknown.length) told.textContent = "目录里没有" + unknown.join("、") + "。" + told.textContent;
    }

    bar.addEventListener("input", function () { apply(); remember(); });
    bar.querySelector("[data-clear]").addEventListener("click", clear);
    bar.querySelector("[data-print]").addEventListener("click", function () { window.print(); });
    window.addEventListener("hashchange", reveal);
    all(page, "data-link").forEach(copying);
    bar.classList.add("is-live");
    begin();
    reveal();
  }

  /* ---- the address of one entry, to pass on --------------------------------- */

  function copying(link) {
    var made = button("复制", "复制" + link.getAttribute("aria-label")), said = document.createElement("span");
    said.setAttribute("role", "status");
    made.addEventListener("click", function () {
      var address = link.href.replace(/\?[^#]*/, "");
      copy(address, function (done) { said.textContent = done ? "已复制" : "请手工复制：" + address; });
    });
    link.parentNode.appendChild(made);
    link.parentNode.appendChild(said);
  }

  function copy(text, then) {
    if (!navigator.clipboard) return then(copyByHand(text));
    navigator.clipboard.writeText(text).then(
      function () { then(true); }, function () { then(copyByHand(text)); });
  }

  /* Where the clipboard is closed (plain http, old browsers). */
  function copyByHand(text) {
    var field = document.createElement("textarea"), back = document.activeElement, done;
    field.value = text;
    field.setAttribute("readonly", "");
    document.body.appendChild(field);
    field.select();
    done = document.execCommand("copy");
    document.body.removeChild(field);
    back.focus();
    return done;
  }

  /* ---- 应知应会 ---------------------------------------------------------------- */

  function quiz(page) {
    var count = page.querySelector("[data-count]"), score = page.querySelector("[data-score]");
    var again = button("再做一遍");
    var questions = list(page.querySelectorAll("fieldset")).map(function (box) { return question(box, tell); });

    function tell() {
      var done = questions.filter(function (each) { return each.done(); });
      var right = done.filter(function (each) { return each.isRight(); }).length;
      again.hidden = !done.length;
      var all = done.length === questions.length;
      count.textContent = !all && done.length ?
        "已答 " + done.length + " / " + questions.length + " 题，答对 " + right + " 题。" : "";
      score.textContent = all ? "全部答完：" + questions.length + " 题答对 " + right + " 题。" : "";
    }

    again.addEventListener("click", function () {
      questions.forEach(function (each) { each.reset(); });
      tell();
      questions[0].focus();
    });
    score.parentNode.appendChild(again);
    page.classList.add("is-live");
    tell();
  }

  /* A pointer answers at once. The arrow keys only move the mark, for nobody reaches
     the third choice but over the second; Enter or the button answers. */
  function question(box, tell) {
    var radios = list(box.querySelectorAll("input")), said = box.querySelector("[data-said]");
    var answer = Number(box.getAttribute("data-answer")), sure = button("确定"), given = -1;

    function marked() { return radios.findIndex(function (radio) { return radio.checked; }); }

    function judge() {
      if (given >= 0 || marked() < 0) return;
      given = marked();
      sure.hidden = true;
      radios.forEach(function (radio, index) {
        radio.setAttribute("aria-disabled", "true");
        radio.parentNode.classList.toggle("is-right", index === answer);
        radio.parentNode.classList.toggle("is-wrong", index === given && given !== answer);
      });
      said.textContent = (given === answer ? "✓ 答对了。" : "✗ 不对，正确的是 " + "ABCD"[answer] + "。") +
        box.querySelector("[data-why]").textContent;
      box.classList.add("is-done");
      tell();
    }

    function reset() {
      given = -1;
      sure.hidden = true;
      said.textContent = "";
      box.classList.remove("is-done");
      radios.forEach(function (radio) {
        radio.checked = false;
        radio.removeAttribute("aria-disabled");
        radio.parentNode.classList.remove("is-right", "is-wrong");
      });
    }

    box.addEventListener("change", function () {
      if (given >= 0) radios[given].checked = true;
      else sure.hidden = false;
    });
    box.addEventListener("click", function (event) {
      var label = event.target.closest("label");
      if (label && event.detail) setTimeout(judge);
    });
    box.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && event.target.type === "radio") judge();
    });
    sure.addEventListener("click", function () {
      judge();
      radios[given].focus();
    });
    box.insertBefore(sure, said);
    reset();
    return {
      done: function () { return given >= 0; },
      isRight: function () { return given === answer; },
      reset: reset,
      focus: function () { radios[0].focus(); }
    };
  }

  all(document, "data-benefits").forEach(benefits);
  all(document, "data-quiz").forEach(quiz);
})();
