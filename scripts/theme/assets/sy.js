/* Tables that sort and filter. Without this script they are complete and
   readable; with it every header gets a sort button, and tables marked
   data-filterable get a line of filters above. No dependency, works from disk. */
(function () {
  "use strict";

  var STROKES = new Intl.Collator("zh-CN-u-co-stroke", { numeric: true });
  var PINYIN = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true });
  var hasStrokes = STROKES.resolvedOptions().collation === "stroke";
  var collator = PINYIN;

  function list(found) { return Array.prototype.slice.call(found); }

  function key(cell) {
    var own = cell.getAttribute("data-sort");
    return own === null ? cell.textContent.trim() : own;
  }

  function number(text) {
    var found = /^[^0-9+-]*([+-]?[0-9]+(?:\.[0-9]+)?)/.exec(text.replace(/,/g, ""));
    return found ? parseFloat(found[1]) : null;
  }

  /* Empty cells (—, 未报, 未核) stay at the end whichever way the column runs. */
  function comparer(column, kind, sign) {
    return function (one, two) {
      var a = key(one.cells[column]), b = key(two.cells[column]);
      if (kind === "number") {
        a = number(a);
        b = number(b);
        if (a === null || b === null) return (a === null) - (b === null);
        return sign * (a - b);
      }
      if (a === "—" || b === "—") return (a === "—") - (b === "—");
      return sign * collator.compare(a, b);
    };
  }

  /* First click ascending, second descending, third back to the order of the page. */
  var NEXT = { "0": 1, "1": -1, "-1": 0 };

  function sortable(table) {
    var rows = list(table.tBodies[0].rows), heads = list(table.tHead.rows[0].cells);
    var state = { column: -1, kind: "", sign: 0 };

    function reorder() {
      var sorted = rows.slice();
      if (state.sign) sorted.sort(comparer(state.column, state.kind, state.sign));
      sorted.forEach(function (row) { table.tBodies[0].appendChild(row); });
      heads.forEach(function (head, index) {
        if (!state.sign || index !== state.column) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", state.sign > 0 ? "ascending" : "descending");
      });
    }

    heads.forEach(function (head, index) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sy-sort";
      button.setAttribute("aria-label", "按" + head.textContent.trim() + "排序");
      head.appendChild(button);
      head.addEventListener("click", function () {
        var sign = state.column === index ? NEXT[state.sign] : 1;
        state = { column: index, kind: head.getAttribute("data-type") || "", sign: sign };
        reorder();
      });
    });
    return { rows: rows, heads: heads, again: reorder };
  }

  function value(row, column) {
    var cell = row.cells[column], own = cell.getAttribute("data-filter-value");
    return (own === null ? cell.textContent : own).trim();
  }

  /* Names by pinyin, everything else in the order of the table. */
  function different(rows, column, head) {
    var seen = [];
    rows.forEach(function (row) {
      if (seen.indexOf(value(row, column)) < 0) seen.push(value(row, column));
    });
    return head.getAttribute("data-type") === "name" ? seen.sort(PINYIN.compare) : seen;
  }

  function picker(name, options) {
    var select = document.createElement("select");
    select.setAttribute("aria-label", name);
    options.forEach(function (each) { select.add(new Option(each[0], each[1])); });
    return select;
  }

  function strokeOrder(bar, again) {
    var select = picker("名称排序", [["名称按拼音", ""], ["名称按笔画", "stroke"]]);
    select.addEventListener("change", function () {
      collator = select.value ? STROKES : PINYIN;
      again();
    });
    bar.appendChild(select);
  }

  /* An address may ask for a filter by column and value: index.html?灯=红 */
  function filterable(table, rows, heads, again) {
    var asked = new URLSearchParams(location.search), picks = [];
    var bar = document.createElement("div"), input = document.createElement("input");
    var count = document.createElement("output");
    bar.className = "sy-filter";
    bar.setAttribute("role", "search");
    bar.setAttribute("aria-label", "筛选" + table.parentNode.getAttribute("aria-label"));
    input.type = "search";
    input.placeholder = "筛选…";
    input.setAttribute("aria-label", "筛选这张表");
    count.className = "sy-filter__count";
    bar.appendChild(input);
    heads.forEach(function (head, column) {
      if (head.getAttribute("data-filter") !== "select") return;
      var label = head.textContent.trim(), select = picker(label, [[label + "：全部", ""]].concat(
        different(rows, column, head).map(function (text) { return [label + "：" + text, text]; })));
      select.value = asked.get(label) || "";
      if (select.selectedIndex < 0) select.selectedIndex = 0;
      picks.push({ select: select, column: column });
      bar.appendChild(select);
    });
    if (hasStrokes && table.tHead.querySelector('[data-type="name"]')) strokeOrder(bar, again);
    bar.appendChild(count);
    table.parentNode.parentNode.insertBefore(bar, table.parentNode);

    function apply() {
      var words = input.value.toLowerCase().split(/\s+/), shown = 0;
      rows.forEach(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; }) ||
          picks.some(function (pick) {
            return pick.select.value && value(row, pick.column) !== pick.select.value;
          });
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = "显示 " + shown + " / " + rows.length + " 行";
    }

    bar.addEventListener("input", apply);
    apply();
  }

  list(document.querySelectorAll("table.sy-table[data-sortable]")).forEach(function (table) {
    var made = sortable(table);
    if (table.hasAttribute("data-filterable")) filterable(table, made.rows, made.heads, made.again);
  });
})();
