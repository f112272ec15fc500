// 一览表：筛选、排序、查找；状态写在网址里 / the table: filter, sort, search; its state stands in the address
const FIRST = 40, CHUNK = 100, WHOLE = 400;
const WORDS = read("words"), TABLE = read("subjects");
const columns = TABLE.columns.map((column, number) => ({ ...column, number: 6 + number, right: column.number }));
const column = key => columns.find(one => one.key === key);
const [ID, NAME, FILE, PAPERS, GROUP, OPEN] = [0, 1, 2, 3, 4, 5], [TEXT, SORT, MARK, WORD, CODE, LOOK] = [0, 1, 2, 3, 4, 5];
const rows = TABLE.rows, byId = new Map(rows.map((row, number) => [row[ID], number]));
const valueOf = (row, one) => one.values[row[one.number]];
const papersOf = row => row[PAPERS].map(paper => ({ href: `${TABLE.papers[paper][0]}/${row[FILE]}`, title: TABLE.papers[paper][1] }));
const listing = at("listing"), heads = [...listing.tHead.rows[0].cells];
const labels = new Map(columns.map((one, number) => [one.key, heads[number].textContent]));
const matches = searcher(TABLE.readings);
const narrow = matchMedia("(max-width: 640px)").matches;

let state = {}, order = [], rendered = 0, picks = [];

function asked() {
  const given = address.read(), found = {};
  for (const name of ["q", "c", "v", "open", "sort", "s", "w", "details", ...columns.map(one => one.key)]) {
    if (given.get(name)) found[name] = given.get(name);
  }
  return found;
}

// 每列只看不同的值，再按行取 / each filter looks at a column's different values once
function passing() {
  const tests = [];
  for (const one of columns) {
    if (!state[one.key]) continue;
    const fits = one.values.map(value => value[CODE] === state[one.key]);
    tests.push(row => fits[row[one.number]]);
  }
  const verdict = value => !state.v || (state.v === "short" ? value[CODE] === "not-met" || value[CODE] === "partly-met" : value[CODE] === state.v);
  if (state.c || state.v) {
    const judged = columns.filter(one => one.kind === "finding" && (!state.c || one.key === `finding:${state.c}`));
    const fits = judged.map(one => [one.number, one.values.map(verdict)]);
    tests.push(row => fits.some(([number, values]) => values[row[number]]));
  }
  if (state.open) tests.push(row => row[OPEN]);
  for (const term of terms(state.q ?? "")) {
    const places = columns.filter(one => one.kind === "place").map(one => [one.number, one.values.map(value => matches(value[CODE], term))]);
    tests.push(row => row[ID].toLowerCase().includes(term) || matches(row[NAME], term) || places.some(([number, found]) => found[row[number]]));
  }
  const found = [];
  rows.forEach((row, number) => { if (tests.every(test => test(row))) found.push(number); });
  return found;
}

// 排序：空的总在最后，其余不变的保持原来的先后 / empty ones last; what is equal keeps its order
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
const ranksOf = new Map();
function ranked(one) {
  if (!ranksOf.has(one.key)) {
    const texts = one.kind === "name" ? rows.map(row => row[NAME]) : one.values.map(value => value[SORT]);
    const numeric = one.kind !== "name" && texts.every(text => text === "" || /^-?\d+(\.\d+)?$/.test(text));
    const compare = numeric ? (a, b) => Number(a) - Number(b) : collator.compare;
    const sorted = [...new Set(texts)].filter(Boolean).sort(compare), place = new Map(sorted.map((text, number) => [text, number]));
    const ranks = texts.map(text => place.get(text) ?? -1);
    ranksOf.set(one.key, one.kind === "name" ? number => ranks[number] : number => ranks[rows[number][one.number]]);
  }
  return ranksOf.get(one.key);
}
function sorted(found) {
  const down = state.sort?.startsWith("-"), one = column(state.sort?.replace(/^-/, ""));
  if (!one) return found;
  const rank = ranked(one), sign = down ? -1 : 1;
  return [...found].sort((a, b) => {
    const x = rank(a), y = rank(b);
    return x === y ? a - b : x < 0 ? 1 : y < 0 ? -1 : sign * (x - y);
  });
}

function line(number) {
  const row = rows[number], made = make("tr", { "data-row": number });
  const pick = make("input", { type: "checkbox", "aria-label": fill(WORDS.pick, { name: row[NAME] }) });
  pick.checked = picks.includes(number);
  made.append(make("td", { class: "pick" }, pick));
  for (const one of columns) {
    if (one.kind === "name") {
      const paper = papersOf(row)[0], name = { class: "name", "aria-haspopup": "dialog" };
      const opens = paper ? make("a", { ...name, href: paper.href }, row[NAME]) : make("button", { ...name, type: "button" }, row[NAME]);
      made.append(make("th", { scope: "row" }, opens, make("span", { class: "code" }, row[ID])));
    } else {
      const value = valueOf(row, one);
      made.append(make("td", { class: [one.kind, one.right && "n", value[LOOK]].filter(Boolean).join(" ") }, ...marked(value[MARK], value[WORD], value[TEXT])));
    }
  }
  return made;
}

// 先放前几十行，其余在空闲、滚动到、点“继续列出”或打印时放 / a screen of rows first, the rest as they are wanted
function render(until) {
  const grouped = TABLE.groups.some(Boolean) && (!state.sort || state.sort === "rank");
  for (; rendered < Math.min(until, order.length); rendered++) {
    const row = rows[order[rendered]];
    let body = listing.tBodies[listing.tBodies.length - 1];
    const group = grouped ? String(row[GROUP]) : "";
    if (!body || body.dataset.group !== group) {
      body = listing.appendChild(make("tbody", { "data-group": group || "-" }));
      body.dataset.group = group;
      if (group && TABLE.groups[group]) {
        body.append(make("tr", { class: "group" }, make("th", { colspan: columns.length + 1, scope: "rowgroup" }, TABLE.groups[group])));
      }
    }
    body.append(line(order[rendered]));
  }
  const left = order.length - rendered;
  at("more").hidden = !left;
  at("more").textContent = fill(WORDS.more, { left });
}

let soon = 0;
function draw() {
  order = sorted(passing());
  for (const body of [...listing.tBodies]) body.remove();
  rendered = 0;
  render(FIRST);
  cancelIdleCallback(soon);
  soon = requestIdleCallback(() => render(order.length <= WHOLE ? order.length : CHUNK));
  at("counted").textContent = fill(order.length === rows.length ? WORDS.all_shown : order.length ? WORDS.shown : WORDS.none_shown, { shown: order.length, all: rows.length });
  heads.forEach((head, number) => {
    const one = columns[number];
    if (state.sort?.replace(/^-/, "") === one.key) head.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
  scrollable();
}

function show() {
  for (const select of document.querySelectorAll("[data-filter]")) {
    select.value = state[select.dataset.filter] ?? "";
    if (select.selectedIndex < 0) select.value = "";
  }
  if (at("query").value !== (state.q ?? "")) at("query").value = state.q ?? "";
  if (at("only-open")) at("only-open").checked = Boolean(state.open);
  const details = state.details ? state.details === "yes" : !narrow;
  if (at("details")) at("details").checked = details;
  listing.classList.toggle("brief", !details);
  const chosen = [...document.querySelectorAll("[data-filter]")].filter(select => select.value)
    .map(select => `${select.parentElement.firstChild.textContent}${WORDS.colon}${select.selectedOptions[0].textContent}`);
  at("conditions").textContent = [...chosen, state.q, state.open && WORDS.only_open].filter(Boolean).join(WORDS.semicolon);
  at("reset").disabled = !Object.keys(state).some(name => !["s", "w", "details"].includes(name));
}
function change(values) {
  state = Object.fromEntries(Object.entries({ ...state, ...values }).filter(([, value]) => value));
  address.write(state);
  show();
  draw();
}

function prepare() {
  const first = make("th", { scope: "col", class: "pick" }, make("span", { class: "unseen" }, WORDS.compare));
  listing.tHead.rows[0].prepend(first);
  columns.forEach((one, number) => {
    const button = make("button", { type: "button" }, labels.get(one.key));
    heads[number].append(button);
    button.addEventListener("click", () => {
      const now = state.sort === one.key ? `-${one.key}` : state.sort === `-${one.key}` ? "" : one.key;
      change({ sort: now });
    });
  });
  listing.classList.add("sortable");
  requestIdleCallback(() => rows.forEach(row => matches(row[NAME], "")));  // names are spelt out before anybody types
  at("tools").hidden = at("told").hidden = false;
  at("query").addEventListener("input", event => change({ q: event.target.value }));
  for (const select of document.querySelectorAll("[data-filter]")) {
    select.addEventListener("change", () => change({ [select.dataset.filter]: select.value, ...(select.dataset.filter === "c" && select.value && !state.v ? { v: "short" } : {}) }));
  }
  at("only-open")?.addEventListener("change", event => change({ open: event.target.checked ? "yes" : "" }));
  at("details")?.addEventListener("change", event => change({ details: event.target.checked ? "yes" : "no" }));
  at("reset").addEventListener("click", () => {
    change(Object.fromEntries(Object.keys(state).filter(name => name !== "details").map(name => [name, ""])));
    at("query").focus();
  });
  at("more").addEventListener("click", () => {
    const next = rendered;
    render(rendered + 5 * CHUNK);
    listing.querySelector(`[data-row="${order[next]}"] .name`)?.focus();
  });
  new IntersectionObserver(seen => { if (seen[0].isIntersecting && rendered < order.length) render(rendered + CHUNK); }, { rootMargin: "600px" }).observe(at("more"));
  addEventListener("beforeprint", () => render(order.length));
  for (const event of ["popstate", "hashchange"]) addEventListener(event, follow);
  document.addEventListener("click", event => { if (event.target.closest("a[data-view]")) at("results").scrollIntoView(); });
}
function follow() {
  if (location.hash && !location.hash.includes("=")) return;
  state = asked();
  show();
  draw();
  openAsked();
}
