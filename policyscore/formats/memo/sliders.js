"use strict";
/* Other weights on a memo's page: scores and ranks as the program computes them, from the same values. */

/* A number to so many decimals, halves away from zero, noise beyond nine decimals left out. */
function rounded(number, digits) {
  const text = Math.abs(number).toFixed(9).replace(".", "");
  const step = 10n ** BigInt(9 - digits);
  const whole = ((BigInt(text) + step / 2n) / step).toString().padStart(digits + 1, "0");
  const shown = digits ? `${whole.slice(0, -digits)}.${whole.slice(-digits)}` : whole;
  return number < 0 && /[1-9]/.test(shown) ? `-${shown}` : shown;
}

function signed(text) {
  return /[1-9]/.test(text) && text[0] !== "-" ? `+${text}` : text;
}

function sum(weights, values) {
  return weights.reduce((total, weight, index) => (weight ? total + weight * values[index] : total), 0);
}

/* The rank of each score; those within the tie of the highest among them share the better one. */
function ranks(scores, tie) {
  const order = scores.map((_, index) => index).sort((a, b) => scores[b] - scores[a]);
  const found = [];
  let rank = 0, highest = Infinity;
  order.forEach((index, place) => {
    if (highest - scores[index] > tie) [rank, highest] = [place + 1, scores[index]];
    found[index] = rank;
  });
  return found;
}

/* Whether a number is below a threshold by more than noise. */
function isBelow(model, number, threshold) {
  return threshold - number > model.tie;
}

/* Whether an option is less behind the first than a clear lead. */
function isNear(model, first, row) {
  return isBelow(model, first.score - row.score, model.close);
}

/* Every option with its score, rank and gain under points, highest first; null where all points are 0. A number that is
   not defined is null. `least` and `most` are the scores with its own unknown ratings at their worst and their best. */
function scoreOptions(model, points) {
  const total = points.reduce((all, point) => all + point, 0);
  if (!(total > 0)) return null;
  const weights = points.map((point) => point / total);
  const weighty = (unknown) => unknown.some((is, index) => is && weights[index] > 0);
  const base = model.base && sum(weights, model.base);
  const scores = model.options.map((option) => sum(weights, option.values));
  const places = ranks(scores, model.tie);
  const rows = model.options.map((option, index) => ({
    id: option.id, name: option.name, label: option.label, baseline: option.baseline, chance: option.chance,
    rank: places[index], score: scores[index], gain: model.base ? scores[index] - base : null,
    unsure: weighty(option.unknown), fails: option.fails,
    least: scores[index] - sum(weights, option.swings), most: scores[index] + sum(weights, option.swings),
  }));
  const before = (a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1);
  return { weights, base, rows: rows.sort(before), unsureBase: weighty(model.baseUnknown) };
}

/* The text of each cell of the table, signs and all; null where it is not defined. The chance does not move. */
function cells(model, result) {
  const { unknown, fails } = model.signs;
  const shared = (rank) => result.rows.filter((row) => row.rank === rank).length > 1;
  const under = result.base === null ? null : rounded(result.base, 1);
  return result.rows.map((row) => {
    const rests = (row.unsure || result.unsureBase) && !row.baseline ? unknown : "";
    const score = rounded(row.score, 1);
    /* The difference of what is shown, so that a reader who subtracts finds it. */
    const gain = under === null ? null : signed(rounded((Number(score) * 10 - Number(under) * 10) / 10, 1)) + rests;
    return [
      `${row.rank}${shared(row.rank) ? "=" : ""}`,
      row.label,
      score + (row.fails ? fails : "") + (row.unsure ? unknown : ""),
      row.chance,
      gain,
    ];
  });
}

/* Parts of 1 in percent, whole where all are, else to a decimal, or to as many as keep each from looking like 0 or 100
   that it is not. By largest remainder: they add up to 100. */
function shares(weights) {
  const parts = weights.map((weight) => BigInt((100 * weight).toFixed(9).replace(".", "")));
  const all = 100000000000n;
  for (let digits = parts.every((part) => part % 1000000000n === 0n) ? 0 : 1; ; digits += 1) {
    const step = 10n ** BigInt(9 - digits);
    const floors = parts.map((part) => part / step);
    const lacking = Number(all / step - floors.reduce((sum, floor) => sum + floor, 0n));
    const left = parts.map((part, index) => Number(part - floors[index] * step));
    const order = parts.map((_, index) => index).sort((a, b) => left[b] - left[a] || a - b);
    order.slice(0, lacking).forEach((index) => { floors[index] += 1n; });
    const end = (part) => part === 0n || part === all;
    if (digits === 0 || digits === 9 || parts.every((part, index) => end(part) === end(floors[index] * step))) {
      return floors.map((floor) => rounded(Number(floor) / 10 ** digits, digits));
    }
  }
}

function listed(names) {
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}` : names[0];
}

/* Whether an unknown rating is in the scores of the first and those near it, or could bring another one there. One that
   is in the scores of several, as a chance or the baseline's, could do anything. */
function leadRestsOnUnknown(model, result) {
  const { rows } = result;
  if (model.shared.some((is, index) => is && result.weights[index] > 0)) return true;
  const threshold = Math.max(...rows.map((row) => row.least));
  const near = rows.filter((row, index) => index < 2 || isNear(model, rows[0], row));
  return near.some((row) => row.unsure) || rows.some((row) => row.rank > 1 && !isBelow(model, row.most, threshold));
}

/* The ranking in a sentence, kept to what is rated where unknown ratings could change it. */
function sentence(model, result) {
  if (!result) return "Give at least one criterion a point.";
  const weighty = (index) => result.weights[index] > 0;
  const open = (option) => option.unrated.every((is, index) => is || !weighty(index));
  if (model.options.every(open)) return model.nothingRated;
  const said = ranking(model, result);
  if (result.rows.length < 2 || !leadRestsOnUnknown(model, result)) return said;
  return `As far as rated, ${said.startsWith(`No clear ${model.highest}: `) ? said.replace("No", "no") : said}`;
}

/* The same as if every rating were known; options too close to call are called so. */
function ranking(model, result) {
  const [first, ...rest] = result.rows;
  const level = rest.filter((row) => row.rank === 1), near = rest.filter((row) => isNear(model, first, row));
  const score = `${rounded(first.score, 1)} of 100`;
  const named = (rows) => listed([first, ...rows].map((row) => row.name));
  if (level.length) return `No clear ${model.highest}: ${named(level)} have exactly the same score, ${score}.`;
  if (near.length) return `No clear ${model.highest}: ${named(near)} score within ${model.close} points of one another.`;
  if (!rest.length) return `${first.name} scores ${score}.`;
  const lead = rounded((Number(rounded(first.score, 1)) * 10 - Number(rounded(rest[0].score, 1)) * 10) / 10, 1);
  return `${first.name} scores highest: ${score}, ${lead} more than ${rest[0].name}.`;
}

/* The page: sliders, the choice of a weighting to start from, and the table. */
function start(document) {
  const model = JSON.parse(document.getElementById("model").textContent);
  const section = document.getElementById("try");
  const find = (selector) => section.querySelector(selector);
  const sliders = [...section.querySelectorAll("input[type=range]")];
  const outputs = [...section.querySelectorAll("output")];
  const chosen = find("select"), body = find("tbody"), said = find("[role=status]");
  let points = [];

  function show() {
    const result = scoreOptions(model, points);
    const shown = result && shares(result.weights);
    const percent = (index) => (result ? `${shown[index]} %` : "–");
    sliders.forEach((slider, index) => {
      slider.value = points[index];
      slider.setAttribute("aria-valuetext", percent(index));
      outputs[index].textContent = percent(index);
    });
    said.textContent = sentence(model, result);
    const rows = (result ? cells(model, result) : []).map((row) => {
      const line = document.createElement("tr");
      row.forEach((text, index) => {
        if (index > 2 && !section.querySelector(`th[data-column="${index}"]`)) return;
        const cell = document.createElement(index === 1 ? "th" : "td");
        if (index === 1) cell.scope = "row";
        else cell.className = "number";
        cell.textContent = text === null ? "–" : index === 1 ? text : text.replace("-", "−");
        line.append(cell);
      });
      return line;
    });
    body.replaceChildren(...rows);
  }

  function choose() {
    points = [...model.weightings[chosen.selectedIndex].points];
    show();
  }

  sliders.forEach((slider, index) => slider.addEventListener("input", () => {
    points[index] = Number(slider.value);
    show();
  }));
  chosen.addEventListener("change", choose);
  find("button").addEventListener("click", choose);
  section.hidden = false;
  choose();
}

if (typeof document !== "undefined") start(document);
