// A list of any length of which only what is in sight exists. Rows are made once and used again.
import { h } from "./dom.js";

export class LongList {
  // - make(): `{ element, show(item, index) }`, a row; its element becomes an option of the list.
  // - item(index): what stands there, or undefined while it is not known.
  // - onSight(first, last): which rows are in sight.
  // - onChoose(index): a row was clicked.
  constructor({ label, rowHeight, make, item, onSight, onChoose }) {
    Object.assign(this, { rowHeight, make, item, onSight });
    this.count = 0;
    this.chosen = -1;
    this.rows = new Map();
    this.spare = [];
    this.sizer = h("div", { class: "sizer", role: "presentation" });
    this.element = h("div", { class: "long", role: "listbox", tabindex: "0", "aria-label": label }, this.sizer);
    this.element.addEventListener("scroll", () => this.plan(), { passive: true });
    this.sizer.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) onChoose(Number(row.dataset.index));
    });
    this.observer = new ResizeObserver(() => this.plan());
    this.observer.observe(this.element);
  }

  /** Draws with the next frame. */
  plan() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.draw();
    });
  }

  /** Says how many there are. With `added` on top, what is in sight stays where it is. */
  resize(count, added = 0) {
    this.count = count;
    this.sizer.style.height = `${count * this.rowHeight}px`;
    if (added && this.element.scrollTop > 0) this.element.scrollTop += added * this.rowHeight;
    this.plan();
  }

  choose(index) {
    this.chosen = index;
    if (index >= 0) {
      const top = index * this.rowHeight;
      const { scrollTop, clientHeight } = this.element;
      if (top < scrollTop) this.element.scrollTop = top;
      else if (top + this.rowHeight > scrollTop + clientHeight) {
        this.element.scrollTop = top + this.rowHeight - clientHeight;
      }
    }
    this.plan();
  }

  draw() {
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / this.rowHeight) - 4);
    const last = Math.min(this.count, Math.ceil((scrollTop + clientHeight) / this.rowHeight) + 4) - 1;
    for (const [index, row] of this.rows) {
      if (index < first || index > last) {
        this.rows.delete(index);
        this.spare.push(row);
      }
    }
    let active = null;
    for (let index = first; index <= last; index++) {
      let row = this.rows.get(index);
      if (!row) {
        row = this.spare.pop() ?? this.born();
        this.rows.set(index, row);
        row.element.style.transform = `translateY(${index * this.rowHeight}px)`;
        row.element.dataset.index = index;
        row.element.id = `row-${index}`;
        row.element.ariaPosInSet = index + 1;
        row.element.hidden = false;
      }
      if (row.total !== this.count) row.element.ariaSetSize = row.total = this.count;
      row.element.ariaSelected = index === this.chosen;
      if (index === this.chosen) active = row.element.id;
      row.show(this.item(index), index);
    }
    for (const row of this.spare) row.element.hidden = true;
    if (active) this.element.setAttribute("aria-activedescendant", active);
    else this.element.removeAttribute("aria-activedescendant");
    this.onSight(first, last);
  }

  born() {
    const row = this.make();
    row.element.setAttribute("role", "option");
    this.sizer.append(row.element);
    return row;
  }

  close() {
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
  }
}
