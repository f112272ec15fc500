// 各页脚本共用的小段 / small pieces that the scripts of all pages share
"use strict";
const at = id => document.getElementById(id);
const read = id => JSON.parse(at(id).textContent);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// 元素：文字一律作为文字放入 / an element; texts go in as texts, whatever they hold
function make(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== "") made.setAttribute(name, value);
  }
  made.append(...children.filter(child => child !== "" && child !== undefined && child !== null));
  return made;
}
const marked = (mark, word, text) => [
  mark && make("span", { class: "mark", "aria-hidden": "true" }, mark), word && make("span", { class: "unseen" }, `${word} `), text];

// 查找：文字、编号，或者拼音（全拼、首字母、混写），多音字的各个读音都算 / texts, ids, or how characters are read: whole, initials, mixed
function searcher(readings) {
  const units = new Map();
  const spelt = text => {
    if (!units.has(text)) {
      const characters = [...text.toLowerCase()].filter(character => character.trim());
      units.set(text, characters.map(one => readings[one] ? [one, ...readings[one].split("/")] : [one]));
    }
    return units.get(text);
  };
  const from = (all, start, term, used) => {
    if (used === term.length) return true;
    if (start === all.length) return false;
    return all[start].some(way => {
      for (let size = 0; size < way.length && way[size] === term[used + size]; size++) {
        if (from(all, start + 1, term, used + size + 1)) return true;
      }
      return false;
    });
  };
  return (text, term) => {
    const all = spelt(text);
    return all.some((_, start) => from(all, start, term, 0));
  };
}
const terms = query => query.toLowerCase().split(/\s+/).filter(Boolean);

// 小数：按位精确加减，不用浮点数 / decimals, exact; none is empty text
const decimal = {
  parse(text) {
    const found = /^([-−+]?)(\d+)(?:\.(\d+))?$/.exec(text);
    if (!found) return null;
    const places = found[3]?.length ?? 0;
    return { units: BigInt(found[2] + (found[3] ?? "")) * (found[1] === "-" || found[1] === "−" ? -1n : 1n), places };
  },
  level(one, places) { return one.units * 10n ** BigInt(places - one.places); },
  minus(a, b) {
    const places = Math.max(a.places, b.places);
    return { units: this.level(a, places) - this.level(b, places), places };
  },
  times(a, b) { return { units: a.units * b.units, places: a.places + b.places }; },
  rounded(one, places) {
    if (one.places <= places) return one;
    const by = 10n ** BigInt(one.places - places), half = one.units < 0n ? -by / 2n : by / 2n;
    return { units: (one.units + half) / by, places };
  },
  text(one, least = 0) {
    const size = (one.units < 0n ? -one.units : one.units).toString().padStart(one.places + 1, "0");
    let whole = size.slice(0, size.length - one.places), part = one.places ? size.slice(-one.places) : "";
    while (part.length > least && part.endsWith("0")) part = part.slice(0, -1);
    return (one.units < 0n ? "−" : one.units > 0n ? "+" : "") + whole + (part ? `.${part}` : "");
  },
};

// 视图写在网址里，可以发给别人 / the view stands in the address, to be sent around
const address = {
  read: () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : ""),
  write(values, push = false) {
    const kept = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
    const hash = kept.toString();
    if (hash === address.read().toString()) return;
    history[push ? "pushState" : "replaceState"](null, "", hash ? `#${hash}` : location.pathname + location.search);
  },
};

// 横向滚动的表格可以用键盘滚动 / tables that scroll sideways do so by keyboard too
function scrollable() {
  for (const table of document.querySelectorAll(".table")) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    else table.removeAttribute("tabindex");
  }
}
addEventListener("resize", scrollable);
