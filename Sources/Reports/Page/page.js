(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("data").textContent);
  var words = data.words;
  var plain = new Intl.NumberFormat(data.locale, { maximumSignificantDigits: 3 });
  var percent = new Intl.NumberFormat(data.locale, { style: "percent", maximumFractionDigits: 1 });
  var whole = new Intl.NumberFormat(data.locale, { useGrouping: false });
  function text(value) { return value === null ? "–" : plain.format(value); }
  var common = new Intl.NumberFormat(data.locale);
  function axisText(value) { return Math.abs(value) >= 1e5 ? plain.format(value) : common.format(value); }

  // Shapes tell kinds apart without colour; hollow ones double their number.
  var shapes = {
    data: ["circle", false], anchor: ["circle", true], proxy: ["square", true], derived: ["square", false],
    judgement: ["diamond", true], illustrative: ["triangle-up", true], "class": ["cross", true],
    independent: ["circle", true], fitted: ["circle", false], high: ["diamond", true],
    variant0: ["circle", false], variant1: ["square", true], variant2: ["diamond", false],
    variant3: ["triangle-up", true], variant4: ["triangle-down", false], variant5: ["cross", true]
  };
  var dashes = { fitted: null, independent: "5 3", high: "2 2", variant0: null, variant1: "6 3", variant2: "2 2", variant3: "8 3 2 3", variant4: "4 2", variant5: "1 3" };
  var colours = { fitted: "#0b4a7a", independent: "#7a4b00", high: "#555", variant0: "#0b4a7a", variant1: "#7a4b00", variant2: "#6a1b6a", variant3: "#1b5e20", variant4: "#a3230b", variant5: "#333" };

  function mark(group, x, y, name, size) {
    var shape = shapes[name] || shapes.data;
    var drawn = group.append("path").attr("class", "mark" + (shape[1] ? " hollow" : ""))
      .attr("transform", "translate(" + x + "," + y + ")").attr("d", d3.svg.symbol().type(shape[0]).size(size || 52));
    if (colours[name]) {
      drawn.style(shape[1] ? "stroke" : "fill", colours[name]);
    }
  }

  function line(group, x1, y1, x2, y2, name) {
    return group.append("line").attr({ x1: x1, y1: y1, x2: x2, y2: y2, "class": name });
  }

  // Wilson's interval of a share with so many cases.
  function wilson(share, cases) {
    var z = 1.96, q = 1 + z * z / cases;
    var half = z * Math.sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases)) / q;
    var centre = (share + z * z / (2 * cases)) / q;
    return [Math.max(0, centre - half), Math.min(1, centre + half)];
  }

  function plot() {
    var svg = d3.select(this).attr("viewBox", "0 0 180 20");
    var d = data.plots[+this.getAttribute("data-plot")];
    var x = d.type === "difference"
      ? d3.scale.linear().domain([-(d.span || 1), d.span || 1]).range([8, 172])
      : d3.scale.linear().domain([0, 1]).range([8, 172]);
    line(svg, x.range()[0], 10, x.range()[1], 10, "axis").style("stroke", "#c9ced6");
    (d.type === "difference" ? [0] : [0, 0.5, 1]).forEach(function (at) {
      line(svg, x(at), 4, x(at), 16, "axis").style("stroke", "#c9ced6");
    });
    if (d.type === "held") {
      line(svg, x(d.nominal), 2, x(d.nominal), 18, "nominal");
      var ends = wilson(d.marks[0].v, d.cases);
      line(svg, x(ends[0]), 10, x(ends[1]), 10, "error");
    }
    var gap = d.marks.length > 1 ? 6 : 0;
    d.marks.forEach(function (m, i) {
      if (m.v === null) { return; }
      var y = 10 + gap * (i - (d.marks.length - 1) / 2);
      if (m.e !== null) {
        var low = Math.max(x.domain()[0], m.v - 1.96 * m.e), high = Math.min(x.domain()[1], m.v + 1.96 * m.e);
        line(svg, x(low), y, x(high), y, "error");
      }
      mark(svg, x(m.v), y, m.s, gap ? 30 : 52);
    });
  }

  function key() {
    var svg = d3.select(this), name = this.getAttribute("data-shape");
    if (dashes[name] !== undefined) {
      line(svg, 0, 7, 28, 7, "series").style({ stroke: colours[name], "stroke-dasharray": dashes[name] });
    }
    mark(svg, 14, 7, name);
  }

  // A frame with axes; gives the scales and the group to draw in.
  function frame(holder, options) {
    var width = holder.drawnWidth, height = options.height;
    var left = 46, right = 12, top = 10, bottom = 24;
    d3.select(holder).select("svg").remove();
    var svg = d3.select(holder).append("svg").attr("viewBox", "0 0 " + width + " " + height).attr("aria-hidden", "true");
    var x = options.x.range([left, width - right]), y = options.y.range([height - bottom, top]);
    var group = svg.append("g");
    var across = d3.svg.axis().scale(x).orient("bottom").outerTickSize(0).tickFormat(options.xText);
    if (options.xValues) { across.tickValues(options.xValues(width)); }
    group.append("g").attr("class", "axis").attr("transform", "translate(0," + (height - bottom) + ")").call(across);
    group.append("g").attr("class", "axis").attr("transform", "translate(" + left + ",0)")
      .call(d3.svg.axis().scale(y).orient("left").ticks(5).outerTickSize(0).tickFormat(options.yText));
    return { group: group, x: x, y: y, left: left, right: width - right, top: top, bottom: height - bottom };
  }

  // Reads points out under the pointer and with the arrow keys.
  function readable(holder, f, points) {
    var out = holder.parentNode.querySelector(".readout"), at = -1;
    var cursor = line(f.group, 0, f.top, 0, f.bottom, "cursor").style("display", "none");
    function show(index) {
      at = Math.max(0, Math.min(points.length - 1, index));
      cursor.style("display", null).attr({ x1: points[at].x, x2: points[at].x });
      out.textContent = points[at].text;
    }
    holder.onkeydown = function (event) {
      var step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (event.key === "Home") { show(0); } else if (event.key === "End") { show(points.length - 1); }
      else if (step) { show(at < 0 && step < 0 ? points.length - 1 : at + step); } else { return; }
      event.preventDefault();
    };
    holder.onpointermove = function (event) {
      var box = holder.getBoundingClientRect(), scale = holder.drawnWidth / box.width;
      var px = (event.clientX - box.left) * scale, best = 0;
      points.forEach(function (p, i) { if (Math.abs(p.x - px) < Math.abs(points[best].x - px)) { best = i; } });
      show(best);
    };
    holder.onpointerleave = function () { cursor.style("display", "none"); out.textContent = ""; at = -1; };
  }

  function spread(values, share) {
    var low = d3.min(values), high = d3.max(values), gap = (high - low || Math.abs(high) || 1) * share;
    return [low - gap, high + gap];
  }

  // No axis runs to where no value can be.
  function within(values, domain, isShare) {
    if (d3.min(values) >= 0) { domain[0] = Math.max(0, domain[0]); }
    if (isShare && d3.max(values) <= 100 && d3.max(values) > 80) { domain[1] = 101; }
    return domain;
  }

  function years(scale) {
    return function (width) {
      var domain = scale.domain(), span = domain[1] - domain[0], step = Math.ceil(span / Math.max(3, width / 60));
      return d3.range(Math.ceil(domain[0]), Math.floor(domain[1]) + 1).filter(function (year) { return (Math.floor(domain[1]) - year) % step === 0; });
    };
  }

  function fan(holder, d) {
    var all = [];
    d.history.forEach(function (p) { all.push(p[1]); });
    d.ahead.forEach(function (p) { all.push(p[1], p[7]); });
    d.targets.forEach(function (t) { [t.low, t.high].forEach(function (v) { if (v !== undefined) { all.push(v); } }); });
    var first = d.history.length ? d.history[0][0] : d.ahead[0][0], last = d.ahead[d.ahead.length - 1][0];
    var x = d3.scale.linear().domain([first - 0.4, last + 0.4]), y = d3.scale.linear().domain(within(all, spread(all, 0.06), d.share));
    var f = frame(holder, { height: 210, x: x, y: y, xText: function (v) { return whole.format(v); }, yText: axisText, xValues: years(x) });
    var ahead = d.ahead.slice(), before = d.history[d.history.length - 1];
    if (before && before[0] === ahead[0][0] - 1) { ahead.unshift([before[0]].concat(d3.range(7).map(function () { return before[1]; }))); }
    [["band95", 1, 7], ["band80", 2, 6], ["band50", 3, 5]].forEach(function (band) {
      f.group.append("path").attr("class", band[0]).attr("d", d3.svg.area()
        .x(function (p) { return f.x(p[0]); }).y0(function (p) { return f.y(p[band[1]]); }).y1(function (p) { return f.y(p[band[2]]); })(ahead));
    });
    if (d.ahead.length === 1 && ahead.length === 1) {
      [[1, 7, 2], [2, 6, 4], [3, 5, 7]].forEach(function (b) {
        line(f.group, f.x(ahead[0][0]), f.y(ahead[0][b[0]]), f.x(ahead[0][0]), f.y(ahead[0][b[1]]), "error").style("stroke-width", b[2] + "px");
      });
    }
    var path = d3.svg.line().x(function (p) { return f.x(p[0]); });
    f.group.append("path").attr("class", "middle").attr("d", path.y(function (p) { return f.y(p[4]); })(ahead));
    f.group.append("path").attr("class", "actual").attr("d", path.y(function (p) { return f.y(p[1]); })(d.history));
    f.group.selectAll(".actual-dot").data(d.history).enter().append("circle").attr("class", "actual-dot")
      .attr({ r: 2.5, cx: function (p) { return f.x(p[0]); }, cy: function (p) { return f.y(p[1]); } });
    d.targets.forEach(function (t) {
      if (t.first !== undefined && t.first !== null) { line(f.group, f.x(t.first), f.top, f.x(t.first), f.bottom, "first"); }
      [t.low, t.high].forEach(function (level, i) {
        if (level === undefined || (i === 1 && t.high === t.low)) { return; }
        line(f.group, f.x(first - 0.4), f.y(level), f.x(t.year), f.y(level), "goal");
        var up = i === 0 && t.high === undefined, down = i === 1 && t.low === undefined;
        f.group.append("path").attr("class", "goal-mark").attr("transform", "translate(" + f.x(t.year) + "," + f.y(level) + ")")
          .attr("d", d3.svg.symbol().type(up ? "triangle-up" : down ? "triangle-down" : "diamond").size(60));
      });
      var level = t.low !== undefined ? t.low : t.high;
      f.group.append("text").attr("class", "goal-text").attr({ x: f.left + 4, y: f.y(level) + (f.y(level) < 26 ? 13 : -5) }).text(t.text);
    });
    var points = d.history.map(function (p) { return { x: f.x(p[0]), text: whole.format(p[0]) + ": " + text(p[1]) + " (" + words.actual + ")" }; })
      .concat(d.ahead.map(function (p) {
        return { x: f.x(p[0]), text: whole.format(p[0]) + ": " + words.middle + " " + text(p[4]) + "; " + words.band80 + " " + text(p[2]) + " – " + text(p[6]) };
      }));
    readable(holder, f, points);
  }

  // Tasks done by date: what is due, what is done, what is expected with its band.
  function course(holder, d) {
    function day(text) { return new Date(text + "T00:00:00Z"); }
    var dates = d.due.map(function (p) { return day(p[0]); }), all = d.due.concat(d.done).map(function (p) { return p[1]; });
    d.ahead.forEach(function (p) { all.push(p[1], p[2], p[3]); });
    var x = d3.time.scale.utc().domain(d3.extent(dates)), y = d3.scale.linear().domain([Math.max(0, spread(all, 0.06)[0]), spread(all, 0.06)[1]]);
    var f = frame(holder, { height: 260, x: x, y: y, xText: function (v) { return v.toISOString().slice(0, 7); }, yText: axisText });
    function at(p) { return f.x(day(p[0])); }
    function path(rows, name, interpolation) {
      return f.group.append("path").attr("class", name).attr("d", d3.svg.line().interpolate(interpolation || "linear").x(at).y(function (p) { return f.y(p[1]); })(rows));
    }
    f.group.append("path").attr("class", "band80").attr("d", d3.svg.area().x(at)
      .y0(function (p) { return f.y(p[2]); }).y1(function (p) { return f.y(p[3]); })(d.ahead));
    path(d.due, "series", "step-after").style({ stroke: "#767676", "stroke-dasharray": "5 3" });
    path(d.ahead, "middle");
    path(d.done, "actual");
    var due = {};
    d.due.forEach(function (p) { due[p[0]] = p[1]; });
    readable(holder, f, d.done.map(function (p) {
      return { x: at(p), text: p[0] + ": " + d.words.done + " " + text(p[1]) + "; " + d.words.due + " " + text(due[p[0]]) };
    }).concat(d.ahead.map(function (p) {
      return { x: at(p), text: p[0] + ": " + d.words.expected + " " + text(p[1]) + "; " + words.band80 + " " + text(p[2]) + " – " + text(p[3]) + "; " + d.words.due + " " + text(due[p[0]]) };
    })));
  }

  function counts(holder, d) {
    var top = d3.max(d.series, function (s) { return d3.max(s.v); }), many = d.series[0].v.length - 1;
    var reached = d3.max(d.series, function (s) { return d3.max(s.v.map(function (v, i) { return v > 0.0005 ? i : 0; })); });
    var x = d3.scale.linear().domain([-0.5, Math.min(many, reached + 2) + 0.5]), y = d3.scale.linear().domain([0, top * 1.08]);
    var f = frame(holder, { height: 240, x: x, y: y, xText: function (v) { return v % 1 ? "" : whole.format(v); }, yText: function (v) { return percent.format(v); } });
    d.series.forEach(function (s) {
      var seen = s.v.slice(0, Math.floor(x.domain()[1]) + 1);
      f.group.append("path").attr("class", "series").style({ stroke: colours[s.s], "stroke-dasharray": dashes[s.s] })
        .attr("d", d3.svg.line().x(function (v, i) { return f.x(i); }).y(function (v) { return f.y(v); })(seen));
      seen.forEach(function (v, i) { if (v > 0.0005) { mark(f.group, f.x(i), f.y(v), s.s, 36); } });
    });
    readable(holder, f, d3.range(Math.floor(x.domain()[1]) + 1).map(function (i) {
      return { x: f.x(i), text: words.met + ": " + whole.format(i) + ". " + d.series.map(function (s) { return s.name + ": " + percent.format(s.v[i]); }).join("; ") };
    }));
  }

  function growth(holder, d) {
    var all = [0];
    d.series.forEach(function (s, i) { all = all.concat(s.v.filter(function (v) { return v !== null; })); if (i === 0) { all = all.concat(s.low, s.high); } });
    var x = d3.scale.ordinal().domain(d.periods), y = d3.scale.linear().domain(within(all, spread(all.filter(function (v) { return v !== null; }), 0.05), false));
    var f = frame(holder, {
      height: 210, x: pointScale(x), y: y,
      xText: function (p) { return p.slice(5); }, yText: axisText
    });
    var base = d.series[0];
    f.group.append("path").attr("class", "band80").attr("d", d3.svg.area().x(function (v, i) { return f.x(d.periods[i]); })
      .y0(function (v, i) { return f.y(base.low[i]); }).y1(function (v, i) { return f.y(base.high[i]); })(base.v));
    line(f.group, f.left, f.y(0), f.right, f.y(0), "axis").style("stroke", "#555");
    d.series.forEach(function (s) {
      f.group.append("path").attr("class", "series").style({ stroke: colours[s.s], "stroke-dasharray": dashes[s.s] })
        .attr("d", d3.svg.line().x(function (v, i) { return f.x(d.periods[i]); }).y(function (v) { return f.y(v); })(s.v));
      s.v.forEach(function (v, i) { if (v !== null) { mark(f.group, f.x(d.periods[i]), f.y(v), s.s, 36); } });
    });
    readable(holder, f, d.periods.map(function (p, i) {
      var values = d.series.map(function (s) { return s.name + " " + text(s.v[i]) + "%"; }).join("; ");
      return { x: f.x(p), text: p + (d.actual[i] ? " (" + words.actual + ")" : "") + ": " + (d.actual[i] ? text(base.v[i]) + "%" : values) };
    }));
  }

  // Ordinal points behind the one call of a scale that frames need.
  function pointScale(scale) {
    var own = scale.range;
    scale.range = function (ends) { return ends ? scale.rangePoints(ends, 0.6) : own.call(scale); };
    return scale;
  }

  var draw = { fan: fan, counts: counts, growth: growth, course: course };
  var holders = document.querySelectorAll(".chart"), next = 0;
  // The figure has its width before what is in it is laid out.
  function one(holder) {
    holder.drawnWidth = Math.max(260, holder.parentNode.clientWidth);
    var d = data.charts[+holder.getAttribute("data-chart")];
    draw[d.type](holder, d);
  }
  function all() { next = holders.length; holders.forEach(one); }
  // A few charts a frame, so that the page can be read at once.
  function some() {
    var end = performance.now() + 12;
    while (next < holders.length && performance.now() < end) { one(holders[next]); next += 1; }
    if (next < holders.length) { requestAnimationFrame(some); }
  }
  d3.selectAll("svg.cell").each(plot);
  d3.selectAll("svg.key").each(key);
  window.addEventListener("load", function () { requestAnimationFrame(some); });
  window.addEventListener("beforeprint", function () { if (next < holders.length) { all(); } });
  var waiting;
  window.addEventListener("resize", function () { clearTimeout(waiting); waiting = setTimeout(all, 150); });
}());
