/* The buttons of the public column: high contrast, large type, print, share.
   Loaded in the head, so that a kept choice holds before the page is painted.
   Without this script the buttons are not shown and nothing is missing. */
(function () {
  "use strict";

  var root = document.documentElement, sheet = document.getElementById("sy-contrast");
  var wish = window.matchMedia("(prefers-contrast: more)");

  /* A browser may forbid storage: then a choice holds for this page only. */
  function kept(name) {
    try { return localStorage.getItem(name) || ""; } catch (error) { return ""; }
  }

  function keep(name, value) {
    try { localStorage.setItem(name, value); } catch (error) { /* holds for this page */ }
  }

  var contrast = kept("sy-contrast"), large = kept("sy-large");

  function isContrast() { return contrast ? contrast === "on" : wish.matches; }

  function press(name, on) {
    var button = document.querySelector("[data-sy-" + name + "]");
    if (button) button.setAttribute("aria-pressed", on ? "true" : "false");
  }

  function apply() {
    if (contrast) sheet.media = contrast === "on" ? "screen" : "not all";
    root.classList.toggle("sy-large", large === "on");
    press("contrast", isContrast());
    press("large", large === "on");
  }

  var DEEDS = {
    "contrast": function () {
      contrast = isContrast() ? "off" : "on";
      keep("sy-contrast", contrast);
      apply();
    },
    "large": function () {
      large = large === "on" ? "off" : "on";
      keep("sy-large", large);
      apply();
    },
    "print": function () { window.print(); },
    "copy": copy
  };

  /* The text is selected first: where the clipboard is closed (a page from the
     disk, an intranet without https) the old command, or the reader, copies it. */
  function copy(button) {
    var text = button.parentNode.querySelector(".sy-share__text");
    var done = button.parentNode.querySelector(".sy-share__done");
    window.getSelection().selectAllChildren(text);
    var copied = document.execCommand("copy");
    done.textContent = copied ? "已复制" : "已选中，请按 Ctrl+C 复制";
  }

  document.addEventListener("click", function (event) {
    Object.keys(DEEDS).forEach(function (name) {
      var button = event.target.closest("[data-sy-" + name + "]");
      if (button) DEEDS[name](button);
    });
  });

  document.addEventListener("DOMContentLoaded", function () {
    var address = document.querySelector("[data-sy-address]");
    if (address && address.textContent.charAt(0) === "（") address.textContent = location.href.split("#")[0];
    apply();
  });

  root.classList.add("sy-js");
  apply();
})();
