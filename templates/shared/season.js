// 年度总览：查找评价对象，按街道查看 / the season: find a subject, look at one street
const WORDS = read("words"), SEASON = read("subjects");
const MOST = 40, [IN_ORDER, LACKING, OPEN, AWAY, SCORED] = [0, 1, 2, 3, 4];
const matches = searcher(SEASON.readings), text = number => SEASON.texts[number];
const subjects = SEASON.subjects.map(([id, name, street, community, standings]) => ({
  id, name, street: text(street), community: text(community),
  standings: standings.map(([part, state, outcome, ...lacking]) => ({ part: SEASON.parts[part], state, outcome: text(outcome), lacking: lacking.map(text) })),
}));
const names = ["q", "street"];
let state = {};

const short = ({ state }) => state === LACKING || state === OPEN;
const told = one => [WORDS.states[one.state], one.outcome, one.lacking.join(WORDS.comma)].filter(Boolean).join(WORDS.colon);
const sheet = (subject, one) => `${one.part[1]}/index.html#s=${encodeURIComponent(subject.id)}`;
const whereOf = subject => [subject.street, subject.community].filter(place => place && place !== subject.name).join(" ");

function found() {
  return subjects.filter(one => (!state.street || one.street === state.street) && terms(state.q ?? "").every(term =>
    one.id.toLowerCase().includes(term) || matches(one.name, term) || matches(one.community, term)));
}
function bySubject(list) {
  return list.slice(0, MOST).map(subject => make("li", {}, make("b", {}, subject.name), make("span", { class: "soft small" }, `　${subject.id}　${whereOf(subject)}`),
    make("ul", {}, ...subject.standings.map(one => make("li", {}, make("a", { href: sheet(subject, one) }, one.part[0]),
      make("span", { class: short(one) ? "open" : "soft" }, `　${told(one)}`))))));
}
function byScheme(list) {
  const line = ([subject, one]) => {
    const said = [one.lacking.length || one.outcome ? "" : WORDS.states[one.state], one.outcome, one.lacking.join(WORDS.comma)].filter(Boolean);
    const community = subject.community && subject.community !== subject.name ? make("span", { class: "soft small" }, `　${subject.community}`) : "";
    return make("li", {}, make("a", { href: sheet(subject, one) }, subject.name), make("span", { class: "soft" }, `　${said.join(WORDS.comma)}`), community);
  };
  return SEASON.parts.map(part => {
    const mine = list.flatMap(subject => subject.standings.filter(one => one.part === part && short(one)).map(one => [subject, one]));
    const href = `${part[1]}/index.html#street=${encodeURIComponent(state.street)}`;
    return mine.length && make("li", {}, make("a", { href }, part[0]), make("span", { class: "soft small" }, `　${fill(WORDS.so_many, { count: mine.length })}`),
      make("ul", {}, ...mine.map(line)));
  }).filter(Boolean);
}
function draw() {
  const list = state.q || state.street ? found() : [], searched = Boolean(state.q);
  const items = searched ? bySubject(list) : byScheme(list);
  at("found").replaceChildren(...items);
  at("counted").textContent = !searched && !state.street ? "" : searched
    ? fill(list.length > MOST ? WORDS.too_many : list.length ? WORDS.found : WORDS.none, { count: list.length, most: MOST })
    : fill(items.length ? WORDS.street : WORDS.street_in_order, { street: state.street, schemes: items.length });
  for (const cell of document.querySelectorAll("[data-street]")) {
    cell.hidden = Boolean(state.street) && cell.dataset.street !== state.street && Boolean(cell.closest(".matrix"));
    cell.classList.toggle("chosen", cell.dataset.street === state.street);
  }
  scrollable();
}
function change(values) {
  state = Object.fromEntries(Object.entries({ ...state, ...values }).filter(([, value]) => value));
  address.write(state);
  draw();
}
function follow() {
  if (location.hash && !location.hash.includes("=")) return;
  const given = address.read();
  state = Object.fromEntries(names.map(name => [name, given.get(name)]).filter(([, value]) => value));
  at("query").value = state.q ?? "";
  at("street").value = state.street ?? "";
  if (at("street").selectedIndex < 0) at("street").value = "";
  draw();
}
at("tools").hidden = false;
at("query").addEventListener("input", event => change({ q: event.target.value }));
at("street").addEventListener("change", event => change({ street: event.target.value }));
for (const event of ["popstate", "hashchange"]) addEventListener(event, follow);
follow();
