// 打开的评价表，两个对象的对比 / one subject's sheet, and two side by side
let reasons = null;
const sheetOf = number => {
  reasons ??= read("reasons");
  const [sections, runs] = reasons.sheets[number];
  const places = runs.flatMap(([file, ...spots]) => spots.map(spot => `${reasons.files[file]}:${spot}`));
  let next = 0;
  return sections.map(([heading, ...blocks]) => ({
    heading: reasons.texts[heading],
    blocks: blocks.map(block => {
      const [mark, title, number, ...pairs] = reasons.blocks[block];
      const lines = [];
      for (let pair = 0; pair < pairs.length; pair += 2) {
        const place = pairs[pair + 1];
        const where = place === 1 ? places[Math.min(next++, places.length - 1)] : place < 0 ? reasons.texts[-place] : "";
        lines.push({ said: reasons.texts[pairs[pair]], place: where, rule: place < 0 });
      }
      return { mark: reasons.texts[mark], title: reasons.texts[title], number: reasons.texts[number], lines };
    }),
  }));
};
const verdictOf = mark => WORDS.verdicts[mark] ?? "";

function said(entry, short = false) {
  const file = entry.place.split("/").slice(-2).join("/");
  const place = entry.place && make("span", { class: "place", title: entry.place }, file);
  return make("li", { class: entry.rule ? "basis" : short && /^[✗?]/.test(entry.said) ? "lacking" : "" }, make("span", {}, entry.said), place);
}
function reason(block) {
  const title = make("span", { class: "title" }, ...marked(block.mark, verdictOf(block.mark), block.title));
  const lines = make("ul", { class: block.number ? "" : "plain" }, ...block.lines.filter(entry => entry.said).map(entry => said(entry, block.mark !== WORDS.met)));
  return make("div", { class: "reason" }, title, block.number && make("span", { class: "points" }, block.number), lines);
}
const whereOf = row => columns.filter(one => one.kind === "place").map(one => valueOf(row, one)[CODE]).filter(Boolean).join(" ");
const figuresOf = row => columns.filter(one => ["rank", "total", "part", "outcome", "money", "change", "state"].includes(one.kind))
  .map(one => ({ key: one.key, label: labels.get(one.key), value: valueOf(row, one) }))
  .filter(one => one.value[TEXT] && (one.key !== "status" || one.value[LOOK] === "open"));

// 相邻名次：同组中前一个、后一个有名次的 / the next ranked subject above and below in the group
function neighbour(number, step) {
  const rank = column("rank");
  if (!rank || !valueOf(rows[number], rank)[SORT]) return null;
  const other = rows[number + step];
  return other && other[GROUP] === rows[number][GROUP] && valueOf(other, rank)[SORT] ? number + step : null;
}
let opener = null;
function opened(dialog, heading) {
  if (!dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
  }
  dialog.scrollTop = 0;
  at(heading).focus();
}
function openSheet(number) {
  const row = rows[number], places = order.indexOf(number);
  at("sheet-name").textContent = row[NAME];
  at("sheet-where").textContent = [row[ID], whereOf(row)].filter(Boolean).join("　");
  at("sheet-figures").replaceChildren(...figuresOf(row).map(({ label, value }) =>
    make("div", { class: value[LOOK] === "open" ? "attention" : "" }, make("dt", {}, label), make("dd", {}, ...marked(value[MARK], value[WORD], value[TEXT])))));
  const links = papersOf(row).map(paper => make("a", { href: paper.href }, paper.title));
  for (const [step, words] of [[-1, WORDS.with_above], [1, WORDS.with_below]]) {
    const other = neighbour(number, step);
    if (other === null) continue;
    const button = make("button", { type: "button" }, fill(words, { name: rows[other][NAME] }));
    button.addEventListener("click", () => go({ s: row[ID], w: rows[other][ID] }));
    links.push(button);
  }
  const pick = make("button", { type: "button" }, picks.includes(number) ? WORDS.unpick_one : WORDS.pick_one);
  pick.addEventListener("click", () => {
    picked(number, !picks.includes(number));
    pick.textContent = picks.includes(number) ? WORDS.unpick_one : WORDS.pick_one;
  });
  at("sheet-links").replaceChildren(...links, pick);
  at("sheet-reasons").replaceChildren(...sheetOf(number).flatMap(section => [
    make("h3", {}, section.heading || WORDS.standing), ...section.blocks.map(reason)]));
  at("sheet-place").textContent = places < 0 ? "" : fill(WORDS.place, { at: places + 1, of: order.length });
  at("sheet-before").disabled = places <= 0;
  at("sheet-after").disabled = places < 0 || places === order.length - 1;
  opened(at("sheet"), "sheet-name");
}

// 对比：分差按各部分的权重精确折算 / the difference, exact, by what each component weighs
function parted(a, b) {
  return columns.filter(one => one.kind === "part").map(one => {
    const [x, y] = [a, b].map(row => decimal.parse(valueOf(row, one)[SORT])), weight = decimal.parse(one.weight.replace("%", ""));
    if (!x || !y || !weight) return { one, label: labels.get(one.key), by: null };
    const by = decimal.times(decimal.minus(x, y), weight);
    return { one, label: labels.get(one.key), by: decimal.rounded({ units: by.units, places: by.places + 2 }, 2) };
  });
}
const differing = (mine, other) => {
  const theirs = new Set((other?.lines ?? []).map(entry => entry.said));
  return (mine?.lines ?? []).filter(entry => entry.said && !entry.rule && !theirs.has(entry.said));
};
function openCompare(first, second) {
  const pair = [rows[first], rows[second]], total = column("total");
  const totals = total ? pair.map(row => decimal.parse(valueOf(row, total)[SORT])) : [null, null];
  const gap = totals[0] && totals[1] ? decimal.minus(...totals) : null, parts = parted(...pair);
  const names = { first: pair[0][NAME], second: pair[1][NAME] };
  const size = gap && decimal.text(gap).replace(/^[+−]/, "");
  at("compare-name").textContent = !gap ? fill(WORDS.versus, names) : fill(gap.units > 0n ? WORDS.higher : gap.units < 0n ? WORDS.lower : WORDS.equal, { ...names, gap: size });
  const shares = parts.filter(part => part.by);
  const rest = gap && shares.length && shares.length === parts.length ? shares.reduce((left, part) => decimal.minus(left, part.by), gap) : null;
  const made = [...shares.map(part => [part.label, part.by]), ...(rest?.units ? [[WORDS.rounding, rest]] : [])];
  at("compare-why").textContent = gap && shares.length ? WORDS.made_of + made.map(([label, by]) => `${label} ${decimal.text(by)}`).join(WORDS.comma) : "";
  const sheets = [first, second].map(number => sheetOf(number).flatMap(section => section.blocks));
  const body = make("tbody", {});
  const exact = (one, value) => ["part", "finding"].includes(one.kind) && decimal.parse(value[SORT]) && one.right ? value[SORT] : value[TEXT];
  const cells = one => pair.map(row => { const value = valueOf(row, one); return make("td", {}, ...marked(value[MARK], value[WORD], exact(one, value))); });
  for (const one of columns) {
    if (["name", "place"].includes(one.kind)) continue;
    const [x, y] = pair.map(row => decimal.parse(valueOf(row, one)[SORT]));
    const counts = one.right && !["rank", "change"].includes(one.kind) && x && y && (one.kind !== "finding" || one.of);
    const by = one.kind === "part" ? parts.find(part => part.one === one)?.by : counts ? decimal.minus(x, y) : null;
    const text = by ? (by.units === 0n ? "0" : decimal.text(by)) : "";
    const differs = pair[0][one.number] !== pair[1][one.number];
    const note = one.kind === "part" && text ? make("span", { class: "soft small" }, ` ${WORDS.in_total}`) : "";
    const head = make("th", { scope: "row" }, labels.get(one.key), one.of && one.kind === "finding" ? make("span", { class: "soft" }, ` / ${one.of}`) : "");
    const title = labels.get(one.key), blocks = one.kind === "finding" ? sheets.map(sheet => sheet.find(block => block.title === title)) : [];
    const why = differs ? [differing(blocks[0], blocks[1]), differing(blocks[1], blocks[0])] : [[], []];
    const told = why.some(lines => lines.length);
    body.append(make("tr", { class: told ? "told" : differs ? "" : "same" }, head, ...cells(one), make("td", { class: "n" }, text, note)));
    if (told) body.append(make("tr", { class: "why" }, make("td", {}, WORDS.because), ...why.map(lines => make("td", {}, make("ul", {}, ...lines.map(entry => said(entry))))), make("td", {})));
  }
  if (rest?.units) body.append(make("tr", {}, make("th", { scope: "row" }, WORDS.rounding), make("td", {}), make("td", {}), make("td", { class: "n" }, decimal.text(rest))));
  const head = make("thead", {}, make("tr", {}, make("th", { scope: "col" }, make("span", { class: "unseen" }, WORDS.item)),
    ...pair.map(row => make("th", { scope: "col" }, row[NAME], make("span", { class: "code" }, row[ID]), make("span", { class: "code" }, whereOf(row)))), make("th", { scope: "col", class: "n" }, WORDS.difference)));
  at("compare-table").replaceChildren(make("table", { class: "compared" }, head, body));
  opened(at("compare"), "compare-name");
  scrollable();
}

function openAsked() {
  const [first, second] = [byId.get(state.s), byId.get(state.w)];
  const dialog = first === undefined ? null : second === undefined ? "sheet" : "compare";
  for (const id of ["sheet", "compare"]) if (id !== dialog && at(id).open) at(id).close();
  if (dialog === "sheet") openSheet(first);
  else if (dialog === "compare") openCompare(first, second);
}
function picked(number, yes) {
  picks = yes ? [...picks.filter(one => one !== number), number].slice(-2) : picks.filter(one => one !== number);
  for (const box of listing.querySelectorAll(".pick input")) box.checked = picks.includes(Number(box.closest("tr").dataset.row));
  const names = picks.map(one => rows[one][NAME]);
  at("picked").hidden = !picks.length;
  at("picked-names").textContent = picks.length === 2 ? fill(WORDS.two_picked, { first: names[0], second: names[1] }) : picks.length ? fill(WORDS.one_picked, { name: names[0] }) : "";
  at("picked-open").disabled = picks.length < 2;
}

listing.addEventListener("click", event => {
  const name = event.target.closest(".name");
  if (!name || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  opener = name;
  go({ s: rows[Number(name.closest("tr").dataset.row)][ID], w: "" });
});
listing.addEventListener("change", event => {
  const row = event.target.closest(".pick")?.parentElement;
  if (row) picked(Number(row.dataset.row), event.target.checked);
});
// 打开和关闭不重画表格，焦点回到原处 / opening and closing leaves the table, and the focus, where it was
function go(values, push = true) {
  state = Object.fromEntries(Object.entries({ ...state, ...values }).filter(([, value]) => value));
  address.write(state, push);
  openAsked();
}
const step = by => go({ s: rows[order[order.indexOf(byId.get(state.s)) + by]][ID] }, false);
at("sheet-before").addEventListener("click", () => step(-1));
at("sheet-after").addEventListener("click", () => step(1));
at("compare-swap").addEventListener("click", () => go({ s: state.w, w: state.s }, false));
at("picked-open").addEventListener("click", () => go({ s: rows[picks[0]][ID], w: rows[picks[1]][ID] }));
at("picked-none").addEventListener("click", () => { picks.forEach(one => picked(one, false)); at("query").focus(); });
for (const id of ["sheet", "compare"]) {
  at(`${id}-close`).addEventListener("click", () => at(id).close());
  at(id).addEventListener("click", event => {
    const box = at(id).getBoundingClientRect();
    if (event.target === at(id) && (event.clientX < box.left || event.clientX > box.right)) at(id).close();
  });
  at(id).addEventListener("close", () => {
    const expected = state.s && (state.w ? "compare" : "sheet") === id;
    if (expected) go({ s: "", w: "" }, false);
    if (opener?.isConnected) opener.focus();
  });
}
prepare();
follow();
if (Object.keys(state).length && !state.s) at("results").scrollIntoView();
