(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("data").textContent), words = data.words;
  var given = new Intl.NumberFormat(data.locale, { maximumSignificantDigits: 9 });
  var tenths = new Intl.NumberFormat(data.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format;
  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function fill(key, values) {
    return words[key].replace(/\{(\w+)\}/g, function (place, name) { return values[name] === undefined ? place : values[name]; });
  }
  function hundred(share) {
    var whole = Math.round(100 * share);
    return whole === 0 ? words["hundred.under"] : whole === 100 ? words["hundred.over"] : fill("hundred", { count: whole });
  }
  function make(name, values, text) {
    var element = document.createElement(name);
    Object.keys(values || {}).forEach(function (key) { element.setAttribute(key, values[key]); });
    if (text !== undefined) { element.textContent = text; }
    return element;
  }
  function save(name, type, text) {
    var link = make("a", { download: name, href: URL.createObjectURL(new Blob([text], { type: type })) });
    document.body.appendChild(link); link.click(); link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }
  // Where the comma is the decimal sign, spreadsheets part cells at semicolons.
  var decimal = tenths(0.5)[1], mark = decimal === "," ? ";" : ",";
  function csv(rows) {
    return "\ufeff" + rows.map(function (row) {
      return row.map(function (text) {
        // What begins like a formula stays a text in a spreadsheet.
        var safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? "'" + text : text;
        return /[",;\n]/.test(safe) ? "\"" + safe.replace(/"/g, "\"\"") + "\"" : safe;
      }).join(mark);
    }).join("\r\n") + "\r\n";
  }
  function told(cell) { return cell.textContent.replace(/\s+/g, " ").trim(); }
  all(".script").forEach(function (element) { element.hidden = false; });

  // What a reader did stands in the link, so that it can be passed on.
  var state = { ticked: [], moved: {}, levers: {} }, reading = true, counts = [];
  function recount() { counts.forEach(function (count) { count(); }); }
  function keep() {
    if (reading) { return; }
    var parts = [];
    if (state.ticked.length) { parts.push("ticked=" + state.ticked.map(encodeURIComponent).join(",")); }
    Object.keys(state.moved).sort().forEach(function (key) { parts.push("if=" + encodeURIComponent(key) + "," + state.moved[key]); });
    Object.keys(state.levers).sort().forEach(function (key) { parts.push("lever=" + key + "," + state.levers[key]); });
    try { history.replaceState(null, "", parts.length ? "#" + parts.join("&") : "#"); } catch (refused) { /* The link stays as it was. */ }
  }

  // What is known of a target that can be moved.
  function goalOf(run, key) {
    var told = data.runs[run];
    if (!told || !told.targets) { return null; }
    var goal = told.targets.filter(function (t) { return t.plan + "/" + t.ref === key; })[0];
    if (!goal) { return null; }
    var own = told.indicators.filter(function (i) { return i.indicator === goal.indicator; })[0];
    if (own && !own.parsed) {
      // The first value, a unit, then steps of so many units: one digit each, or several in brackets.
      own.parsed = own.quantiles.map(function (text) {
        var parts = text.split(" "), first = +parts[0], unit = +parts[1], place = 0;
        return [first].concat(((parts[2] || "").match(/\(-?\w+\)|\w/g) || []).map(function (step) {
          place += parseInt(step.replace("(", ""), 36); return first + unit * place;
        }));
      });
    }
    return { goal: goal, own: own };
  }
  // The share of paths below a value: between two quantiles they lie evenly; where many share a value, none lies between.
  function below(q, value) {
    // A hundredth a step, but two at either end where the run keeps half hundredths.
    var last = q.length - 1, half = last > 100, k = 0;
    function level(k) { return half ? Math.max(k / 2, Math.min(k - 1, 49 + k / 2)) / 100 : k / last; }
    if (value <= q[0]) { return 0; }
    if (value > q[last]) { return 1; }
    while (q[k + 1] < value) { k += 1; }
    var part = q[k + 1] > q[k] ? (value - q[k]) / (q[k + 1] - q[k]) : 0.5;
    return level(k) + part * (level(k + 1) - level(k));
  }
  // The values that meet a target, as they are counted: ends of a scale from half a printed unit on, grids half-way.
  function limits(goal, low, high) {
    if (goal.grid) {
      return [low === null ? null : (Math.ceil(low / goal.grid - 1e-6) - 0.5) * goal.grid,
        high === null ? null : (Math.floor(high / goal.grid + 1e-6) + 0.5) * goal.grid];
    }
    if (low !== null && goal.upper && low <= goal.upper[0]) { low = Math.min(low, goal.upper[0] - goal.upper[1]); }
    if (high !== null && goal.lower && high >= goal.lower[0]) { high = Math.max(high, goal.lower[0] + goal.lower[1]); }
    return [low, high];
  }
  function chance(found, year, low, high) {
    var q = found.own.parsed[found.own.years.indexOf(year)], ends = limits(found.goal, low, high);
    var top = 1;
    if (ends[1] !== null) {
      // Values at the limit itself are met.
      top = below(q, ends[1] + 1e-9 * Math.max(1, Math.abs(ends[1])));
    }
    return Math.max(0, top - (ends[0] === null ? 0 : below(q, ends[0])));
  }

  // The error of a share that was counted on paths: that of Jeffreys' posterior, above 0 also where no path or every path
  // meets what is asked.
  function errorOf(share, paths) {
    var a = share * paths + 0.5, b = (1 - share) * paths + 0.5;
    return Math.sqrt(a * b / ((a + b) * (a + b) * (a + b + 1)));
  }
  function points(error) { return tenths(Math.max(0.1, 100 * error)); }
  function withError(share, run) {
    return hundred(share) + " " + fill("script.error", { error: points(errorOf(share, data.runs[run].futures || data.runs[run].paths)) });
  }

  // Another target that asks for just this, whose chance was counted: one question has one answer.
  function asPlanned(holder, value, year) {
    var own = holder.dataset;
    if (own.low !== undefined && own.high !== undefined) { return undefined; }
    return all(".whatif").filter(function (other) {
      var its = other.dataset, ask = own.low !== undefined ? "low" : "high", rest = ask === "low" ? "high" : "low";
      return its.run === own.run && its.of === own.of && +its.year === year && its[rest] === undefined
        && its[ask] !== undefined && Math.abs(+its[ask] - value) < 1e-9 * Math.max(1, Math.abs(value));
    })[0];
  }

  function slider(holder) {
    var run = +holder.dataset.run, key = holder.dataset.key, found = goalOf(run, key);
    if (!found || !found.own || !found.own.years.length) { holder.remove(); return; }
    var low = holder.dataset.low === undefined ? null : +holder.dataset.low;
    var high = holder.dataset.high === undefined ? null : +holder.dataset.high;
    var asked = low !== null ? low : high, width = low !== null && high !== null ? high - low : 0;
    var planned = +holder.dataset.year, years = found.own.years;
    if (asked === null || years.indexOf(planned) < 0) { holder.remove(); return; }
    var least = asked, most = asked;
    found.own.parsed.forEach(function (q) { least = Math.min(least, q[2]); most = Math.max(most, q[q.length - 3]); });
    var span = most - least || Math.abs(asked) || 1, step = found.goal.grid || Math.pow(10, Math.floor(Math.log10(span / 50)));
    var label = make("label"), said = make("span"), range = make("input", { type: "range", step: "any" });
    var typed = make("input", { type: "number", step: "any", "aria-label": fill("script.if", { value: "" }).trim() });
    range.min = Math.floor(least / step) * step; range.max = Math.ceil(most / step) * step; range.value = asked;
    label.append(said, range);
    var year = make("select", { "aria-label": words["script.year"] });
    years.forEach(function (y) { year.append(make("option", { value: y }, y)); });
    year.value = planned;
    var out = make("output"), back = make("button", { type: "button" }, words["script.back"]);
    function value() {
      var raw = +range.value;
      return Math.abs(raw - asked) < step / 2 ? asked : +(Math.round(raw / step) * step).toPrecision(12);
    }
    function show() {
      var v = value(), y = +year.value, isPlan = v === asked && y === planned;
      var same = isPlan ? holder : asPlanned(holder, v, y);
      var share = same ? +same.dataset.chance
        : chance(found, y, low === null ? null : v, high === null ? null : low === null ? v : v + width);
      said.textContent = fill("script.if", { value: given.format(v) + holder.dataset.unit });
      out.textContent = withError(share, run);
      out.dataset.share = share;
      out.dataset.value = v;
      if (document.activeElement !== typed) { typed.value = v; }
      back.disabled = isPlan;
      if (isPlan) { delete state.moved[run + ":" + key]; } else { state.moved[run + ":" + key] = v + "," + y; }
      recount();
      keep();
    }
    range.oninput = show; year.onchange = show;
    typed.oninput = function () { if (typed.value !== "") { range.value = typed.value; show(); } };
    typed.onchange = function () { typed.value = value(); };
    range.onkeydown = function (event) {
      var move = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      if (move) { range.value = value() + move * step; show(); event.preventDefault(); }
    };
    back.onclick = function () { range.value = asked; year.value = planned; show(); };
    holder.append(label, typed);
    if (years.length > 1) { holder.append(year); }
    holder.append(out, back);
    holder.move = function (v, y) { range.value = v; if (years.indexOf(y) >= 0) { year.value = y; } show(); };
    show();
  }

  // Bits of the first paths, 32 a number; a text of base 64 holds eight of them a byte.
  function bits(goal) {
    if (!goal.bits) {
      var bytes = atob(goal.met);
      goal.bits = [];
      for (var i = 0; i < bytes.length; i += 4) {
        goal.bits.push(bytes.charCodeAt(i) << 24 | bytes.charCodeAt(i + 1) << 16 | bytes.charCodeAt(i + 2) << 8 | bytes.charCodeAt(i + 3));
      }
    }
    return goal.bits;
  }
  function ones(n) {
    n -= n >>> 1 & 0x55555555; n = (n & 0x33333333) + (n >>> 2 & 0x33333333);
    return ((n + (n >>> 4) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  function together(run, keys) {
    var sets = keys.map(function (key) { return goalOf(run, key); }).filter(Boolean).map(function (f) { return bits(f.goal); });
    var hits = 0, paths = data.runs[run].paths;
    if (!sets.length) { return null; }
    for (var i = 0; i < sets[0].length; i += 1) {
      var both = sets[0][i];
      for (var k = 1; k < sets.length; k += 1) { both &= sets[k][i]; }
      hits += ones(both);
    }
    return { share: hits / paths, error: errorOf(hits / paths, paths), count: sets.length };
  }

  all("table.targets").forEach(function (table) {
    var part = table.closest("section"), run = +table.dataset.run, rows = all("tbody tr", table);
    var find = part.querySelector(".find"), choices = all("select.by", part), shown = part.querySelector(".shown");
    function filter() {
      var asked = find.value.toLocaleLowerCase(data.locale), count = 0;
      rows.forEach(function (row) {
        var fits = row.textContent.toLocaleLowerCase(data.locale).indexOf(asked) >= 0 && choices.every(function (choice) {
          // Several may lead a row.
          return !choice.value || row.dataset[choice.dataset.by].split("; ").indexOf(choice.value) >= 0;
        });
        row.hidden = !fits;
        count += fits ? 1 : 0;
      });
      shown.textContent = fill("script.shown", { count: count, all: rows.length });
      all(".tile").forEach(function (tile) {
        tile.setAttribute("aria-current", tile.dataset.word && choices[1].value === tile.dataset.word ? "true" : "false");
      });
    }
    find.oninput = filter;
    choices.forEach(function (choice) { choice.onchange = filter; });
    if (run === 0) {
      all(".tile[data-word]").forEach(function (tile) {
        tile.addEventListener("click", function () { choices[1].value = tile.dataset.word; filter(); });
      });
    }
    all("button.sort", table).forEach(function (button) {
      button.onclick = function () {
        var head = button.closest("th"), down = head.getAttribute("aria-sort") !== "descending", name = button.dataset.by;
        all("th[aria-sort]", table).forEach(function (other) { other.setAttribute("aria-sort", "none"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        rows.slice().sort(function (a, b) { return (down ? -1 : 1) * (+a.dataset[name] - +b.dataset[name]); })
          .forEach(function (row) { row.parentNode.append(row); });
      };
    });
    part.querySelector(".table-csv").onclick = function () {
      var heads = table.dataset.heads.split("|");
      save("targets.csv", "text/csv", csv([heads].concat(all("tbody tr", table).filter(function (r) { return !r.hidden; }).map(function (row) {
        var own = row.dataset, at = own.key.indexOf("/"), values = own.values.split("|");
        values = values.slice(0, 8).map(function (value) { return value.replace(".", decimal); }).concat(values.slice(8).join("|"));
        return [own.key.slice(0, at), own.key.slice(at + 1), told(row.querySelector("th a")), own.agency].concat(values,
          told(row.querySelector(".word") || row.cells[4]).replace(/^[●◐◔○] /, ""), told(row.cells[row.cells.length - 1]),
          own.since.replace(".", decimal)).slice(0, heads.length);
      }))));
    };
    var box = part.querySelector(".ticks"), said = part.querySelector(".ticked"), ticks = all(".tick", table);
    if (!box) { ticks.forEach(function (tick) { tick.remove(); }); filter(); return; }
    function count() {
      var chosen = rows.filter(function (row) { return row.querySelector(".tick").checked; });
      var keys = chosen.map(function (row) { return row.dataset.key; }), found = keys.length ? together(run, keys) : null;
      var text = words["script.none"];
      if (found) {
        chosen = chosen.filter(function (row) { return goalOf(run, row.dataset.key); });
        // The chance of each was counted on more futures, and bounds what they come to together.
        var own = chosen.map(function (row) { return +row.dataset.chance; });
        var least = own.reduce(function (sum, share) { return sum + share - 1; }, 1);
        found.share = Math.max(0, least, Math.min.apply(null, own.concat(found.share)));
        var isThin = chosen.some(function (row) { return data.thin.indexOf(row.dataset.basis) >= 0; });
        text = chosen.length === 1
          ? fill("script.ticked.one", {
            chance: chosen[0].querySelector("summary") ? withError(own[0], run) : told(chosen[0].cells[3])
          })
          : fill(isThin ? "script.ticked.thin" : "script.ticked", {
            count: found.count, chance: isThin ? hundred(found.share) : tenths(100 * found.share),
            error: points(found.error), paths: data.runs[run].paths
          });
        var isMoved = keys.some(function (key) { return state.moved[run + ":" + key] !== undefined; })
          || Object.keys(state.levers).some(function (key) { return key.indexOf(run + ":") === 0; });
        if (isMoved) { text += " " + words["script.ticked.planned"]; }
      }
      said.textContent = text;
      said.dataset.share = found ? found.share : "";
      if (run === 0) { state.ticked = keys; keep(); }
    }
    counts.push(count);
    ticks.forEach(function (tick) { tick.onchange = count; });
    box.querySelector(".tick-all").onclick = function () {
      rows.forEach(function (row) { if (!row.hidden) { row.querySelector(".tick").checked = true; } }); count();
    };
    box.querySelector(".tick-none").onclick = function () { ticks.forEach(function (tick) { tick.checked = false; }); count(); };
    table.tick = function (keys) {
      rows.forEach(function (row) { row.querySelector(".tick").checked = keys.indexOf(row.dataset.key) >= 0; }); count();
    };
    filter();
  });

  all("figure").forEach(function (figure) {
    var svg = figure.querySelector("svg.chart"), drawn = figure.querySelector(".take-svg"), told = figure.querySelector(".take-csv");
    var name = figure.id || "chart";
    if (drawn && svg) {
      drawn.onclick = function () {
        var copy = svg.cloneNode(true), style = make("style", {}, document.querySelector("style").textContent);
        copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
        copy.prepend(style);
        save(name + ".svg", "image/svg+xml", new XMLSerializer().serializeToString(copy));
      };
    }
    if (told) {
      told.onclick = function () {
        save(name + ".csv", "text/csv", csv(all("details tr", figure).map(function (row) {
          return all("th,td", row).map(function (cell) { return cell.textContent.trim(); });
        })));
      };
    }
  });

  // One lever at a time: chances were simulated at some of its values, and run straight between two of them.
  var levers = all(".lever");
  levers.forEach(function (holder) {
    var run = +holder.dataset.run, own = (data.runs[run].levers || [])[+holder.dataset.lever], at = own && own.values;
    var table = holder.parentNode.querySelector("table");
    if (!own || at.length < 2) { holder.remove(); return; }
    var low = at[0], high = at[at.length - 1], label = make("label"), said = make("span");
    var range = make("input", { type: "range", step: "any" }), back = make("button", { type: "button" }, words["script.back"]);
    range.min = low; range.max = high; range.value = own.value;
    label.append(said, range); holder.append(label, back);
    table.tHead.rows[0].append(make("th", { scope: "col" }, words["script.now"]));
    var outs = all("tbody tr", table).map(function (row) {
      var cell = make("td", { "class": "number share", "data-label": words["script.now"] }), out = make("output");
      cell.append(out); row.append(cell);
      return cell;
    });
    function between(chances, value) {
      var k = 0;
      while (k < at.length - 2 && at[k + 1] < value) { k += 1; }
      return chances[k] + (chances[k + 1] - chances[k]) * (value - at[k]) / (at[k + 1] - at[k]);
    }
    function show() {
      var value = +range.value, isPlan = Math.abs(value - own.value) < (high - low) / 200;
      if (isPlan) { value = own.value; }
      said.textContent = given.format(value) + (holder.dataset.unit ? " " + holder.dataset.unit : "");
      outs.forEach(function (cell, index) {
        var share = between(own.chances[index], value);
        cell.firstChild.textContent = hundred(share);
        cell.firstChild.dataset.share = share;
        cell.style.setProperty("--share", 100 * share);
      });
      back.disabled = isPlan;
      var key = run + ":" + holder.dataset.lever;
      if (isPlan) { delete state.levers[key]; } else { state.levers[key] = +value.toPrecision(6); }
      recount();
      keep();
    }
    range.oninput = function () {
      // The others stay as they are in the scenario.
      levers.forEach(function (other) { if (other !== holder && other.set) { other.set(null); } });
      show();
    };
    back.onclick = function () { range.value = own.value; show(); };
    holder.set = function (value) { range.value = value === null ? own.value : value; show(); };
    show();
  });

  // What a chart's table says of the place that is pointed at.
  var tip = make("div", { "class": "tip", "aria-hidden": "true", hidden: "" });
  document.body.append(tip);
  function pointed(svg) {
    var told = svg.dataset.told.split(" ").map(Number), table = svg.closest("figure").querySelector("table");
    if (!table) { return; }
    var heads = all("thead th", table).map(function (head) { return head.textContent; }), rows = {};
    all("tbody tr", table).forEach(function (row) { rows[row.cells[0].textContent] = row; });
    function point(event) {
      var frame = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / frame.width;
      var place = Math.round(((event.clientX - frame.left) * scale - told[2]) / told[3]), row = rows[told[0] + place];
      if (!row || place < 0 || told[0] + place > told[1]) { tip.hidden = true; return; }
      tip.textContent = row.cells[0].textContent + ": " + all("td", row).map(function (cell, index) {
        return cell.textContent ? heads[index + 1] + " " + cell.textContent : "";
      }).filter(Boolean).join(" · ");
      tip.hidden = false;
      var room = document.documentElement.clientWidth - tip.offsetWidth - 8;
      tip.style.left = Math.max(4, Math.min(event.clientX + 10, room)) + "px";
      tip.style.top = Math.max(4, event.clientY - tip.offsetHeight - 12) + "px";
    }
    svg.onpointermove = point; svg.onpointerdown = point;
    svg.onpointerleave = function () { tip.hidden = true; };
  }

  // Cards and charts lie below the first screen: what they add is made once the page has come, or a link speaks of it.
  var isPending = true;
  function addRest() {
    if (!isPending) { return; }
    isPending = false;
    reading = true;
    all(".whatif").forEach(slider);
    all("svg[data-told]").forEach(pointed);
    reading = false;
  }

  function restore() {
    if (location.hash) { addRest(); }
    reading = true;
    location.hash.slice(1).split("&").forEach(function (part) {
      if (part.indexOf("ticked=") === 0) {
        var table = document.querySelector("table.targets");
        if (table && table.tick) { table.tick(part.slice(7).split(",").map(decodeURIComponent)); }
      } else if (part.indexOf("if=") === 0) {
        var fields = part.slice(3).split(","), key = decodeURIComponent(fields[0]), at = key.indexOf(":");
        all(".whatif").forEach(function (holder) {
          if (holder.move && holder.dataset.run === key.slice(0, at) && holder.dataset.key === key.slice(at + 1)) {
            holder.move(+fields[1], +fields[2]);
          }
        });
      }
    });
    location.hash.slice(1).split("&").filter(function (part) { return part.indexOf("lever=") === 0; }).forEach(function (part) {
      var fields = part.slice(6).split(",");
      levers.forEach(function (holder) {
        if (holder.set && holder.dataset.run + ":" + holder.dataset.lever === fields[0]) { holder.set(+fields[1]); }
      });
    });
    reading = false;
  }
  // An address that names a place is scrolled to before the page has come: then everything is laid out at once.
  function whole() { document.documentElement.classList.add("whole"); }
  restore();
  if (location.hash) { whole(); } else {
    window.addEventListener("load", function () { setTimeout(function () { addRest(); whole(); }, 0); });
  }
  window.addEventListener("hashchange", restore);
}());
