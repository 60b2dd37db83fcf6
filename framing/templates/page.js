"use strict";
// Hides, shows and marks what the page already holds. It adds no content, keeps nothing, asks no network.
(() => {
	const all = (selector, within = document) => [...within.querySelectorAll(selector)];
	const show = (element, shown) => element.toggleAttribute("hidden", !shown);
	const when = (target, name, act) => target.addEventListener(name, act);
	const turn = (list, open) => list.forEach((one) => (one.open = open));
	const form = document.querySelector("form.controls");
	const { find, said, previous, next, everything } = form.elements;
	const boxes = all("[type=checkbox]", form);
	const units = all("[data-unit]"), lines = all(".contrast");
	const parts = all(".room, .group, .group > details, .elsewhere, .view, .texts, .full, .method");
	const columns = all("[data-account]"), drawings = all("[data-whole]");
	const folded = new Map();
	let hits = [], at = -1, opened = [], shut = [], waiting = 0;

	// Letters without case, accents and the shape of quotation marks, and where in the text each came from.
	function fold(text) {
		const from = [];
		let plain = "", place = 0;
		for (const letter of text) {
			let bare = letter.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s/, " ").toLowerCase();
			bare = bare.replace(/[‘’]/, "'").replace(/[“”„«»]/, '"');
			if (bare === " " && plain.endsWith(" ")) bare = "";
			for (let n = 0; n < bare.length; n++) from.push(place);
			plain += bare;
			place += letter.length;
		}
		from.push(place);
		return { plain, from };
	}

	// Hits are marked from the last to the first: what a cut leaves of a node still holds the places before it.
	function mark(texts, start, end) {
		const marks = [];
		for (const [node, place] of texts) {
			const first = Math.max(start - place, 0), last = Math.min(end - place, node.length);
			if (first >= last) continue;
			const made = document.createElement("mark"), middle = node.splitText(first);
			middle.splitText(last - first);
			made.className = "hit";
			middle.replaceWith(made);
			made.append(middle);
			marks.push(made);
		}
		return marks;
	}

	function seek(block, wanted) {
		const texts = [], walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
		for (let node, place = 0; (node = walk.nextNode());) {
			if (node.parentElement.closest(".unseen")) continue;
			texts.push([node, place]);
			place += node.length;
		}
		if (!folded.has(block)) folded.set(block, fold(texts.map(([node]) => node.data).join("")));
		const { plain, from } = folded.get(block), places = [];
		for (let n = 0; (n = plain.indexOf(wanted, n)) >= 0; n += wanted.length) places.unshift(n);
		return places.map((n) => mark(texts, from[n], from[n + wanted.length])).filter((one) => one.length).reverse();
	}

	function unmark() {
		for (const one of hits.flat()) {
			const within = one.parentNode;
			one.replaceWith(...one.childNodes);
			within.normalize();
		}
		turn(opened, false);
		hits = [];
		opened = [];
		at = -1;
	}

	function unfold(element) {
		const closed = [];
		for (let e = element; e; e = e.parentElement) if (e.open === false) closed.push(e);
		turn(closed, true);
		return closed;
	}

	function apply() {
		clearTimeout(waiting);
		waiting = 0;
		unmark();

		const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value)), on = (name) => !off.has(name);
		const view = form.elements.view?.value || "both";
		const wanted = fold(find.value).plain.trim(), searching = wanted.length > 1;
		const alone = (key) => boxes.filter((box) => box.checked && box.value.startsWith(key.split("-")[0] + "-")).length === 1;
		const stays = ([about, ...others]) =>
			alone(about) ? [about, ...others].some(on) : on(about) && (!others.length || others.some(on));

		columns.forEach((one) => show(one, on(one.dataset.account)));
		drawings.forEach((one) => show(one, one.dataset.whole.split(" ").every(on)));
		parts.forEach((one) => show(one, view === "both" || (one.dataset.view || view) === view));
		for (const unit of units) {
			const { kind, accounts } = unit.dataset;
			show(unit, !kind || (on(kind) && stays(accounts.split(" "))));
		}
		const alive = new Set();
		for (const unit of units.filter((one) => !one.closest("[hidden]"))) {
			const found = !searching || look(unit, wanted);
			show(unit, found || unit.tagName === "H3");
			for (let e = found ? unit : null; e; e = e.parentElement) alive.add(e);
		}
		const bare = (part) => !searching && !part.querySelector("[data-unit]");
		parts.forEach((one) => one.hidden || show(one, alive.has(one) || bare(one)));
		tell(searching, off.size, view);
	}

	function look(unit, wanted) {
		const before = hits.length;
		for (const block of all("blockquote, [data-text]", unit)) {
			const found = block.closest("[hidden]") ? [] : seek(block, wanted);
			hits.push(...found);
			if (found.length) opened.push(...unfold(block));
		}
		return hits.length > before;
	}

	function tell(searching, off, view) {
		for (const span of all("summary span", form)) {
			const held = all("input", span.closest("details")), kept = held.filter((box) => box.checked).length;
			span.textContent = kept < held.length ? ` ${kept} of ${held.length}` : "";
		}
		for (const more of all(".group > details")) {
			const held = all(".contrast", more), kept = held.filter((line) => !line.hidden).length;
			more.firstElementChild.dataset.kept = kept < held.length ? ` (${kept} shown)` : "";
		}
		const shown = lines.filter((line) => !line.closest("[hidden]")).length;
		const kept = shown < lines.length ? `${shown} of ${lines.length} differences` : "";
		said.value = searching ? `${hits.length || "none"} found` : kept;
		[previous, next].forEach((one) => show(one, hits.length));
		form.classList.toggle("searching", searching);
		show(everything, searching || off || view !== "both");
	}

	function move(step) {
		if (!hits.length) return;
		hits[at]?.forEach((one) => one.classList.remove("now"));
		at = at < 0 ? (step > 0 ? 0 : hits.length - 1) : (at + step + hits.length) % hits.length;
		hits[at].forEach((one) => one.classList.add("now"));
		unfold(hits[at][0]);
		hits[at][0].scrollIntoView({ block: "center" });
		said.value = `${at + 1} of ${hits.length}`;
	}

	function clear() {
		find.value = "";
		apply();
	}

	function restore() {
		form.reset();
		apply();
	}

	// Undoes what hides the target of a link, the search first, and opens what is closed round it.
	function reveal(hash) {
		const target = document.getElementById(hash.slice(1));
		if (target?.closest("[hidden]")) clear();
		if (target?.closest("[hidden]")) restore();
		if (target) unfold(target);
		return target;
	}

	form.reset();
	show(form, true);
	document.documentElement.classList.add("scripted");

	when(form, "change", (e) => e.target === find || apply());
	when(everything, "click", restore);
	when(form, "submit", (e) => e.preventDefault());
	when(next, "click", () => move(1));
	when(previous, "click", () => move(-1));
	when(find, "input", () => {
		clearTimeout(waiting);
		waiting = setTimeout(apply, 150);
	});
	when(find, "keydown", (e) => {
		if (e.key !== "Enter") return;
		e.preventDefault();
		if (waiting) apply();
		move(e.shiftKey ? -1 : 1);
	});
	when(document, "keydown", (e) => {
		if (e.key !== "Escape") return;
		const panels = all("details[open]", form);
		panels.at(-1)?.firstElementChild.focus();
		turn(panels, false);
		if (!panels.length) clear();
	});
	when(document, "click", (e) => {
		turn(all("details[open]", form).filter((panel) => !panel.contains(e.target)), false);
		const link = e.target.closest('a[href^="#"]');
		if (!link) return;
		reveal(link.hash);
		if (link.className === "anchor") {
			navigator.clipboard?.writeText(link.href).then(() => (said.value = "link copied"), () => {});
		}
	});
	const arrive = () => reveal(location.hash)?.scrollIntoView();
	when(window, "hashchange", arrive);
	when(window, "beforeprint", () => {
		shut = all(".cell details:not([open])");
		turn(shut, true);
	});
	when(window, "afterprint", () => turn(shut, false));
	arrive();
})();
