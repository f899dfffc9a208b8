// A block of cells from a spreadsheet goes into the grid from the focused field on; Enter and the
// arrows go from row to row.
const SLOTS = [
  "status", "pembilang", "penyebut", "label", "realisasi", "alasan", "kendala", "solusi",
  "rencana_tindak_lanjut", "penanggung_jawab", "batas_waktu", "keterangan",
];
const MAIN = ["realisasi", "label"];
const ANGKA = /^(Rp\.?\s*)?-?(0|[1-9]\d*|[1-9]\d{0,2}(\.\d{3})+)(,\d+)?\s*%?$/;
const DAY = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;

// Cells with line breaks come in quotes.
function cellsIn(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.replace(/\r\n?/g, "\n").replace(/\n$/, "")
    .matchAll(/(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/g)) {
    rows.at(-1).push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === "\n") rows.push([]);
    if (!end) break;
  }
  return rows;
}

function put(field, text) {
  if (field.tagName === "SELECT") {
    const wanted = text.toLowerCase();
    const option = [...field.options].find((one) => [one.text, one.value].some((word) => word.toLowerCase() === wanted));
    if (!option) return "bukan salah satu pilihan";
    field.value = option.value;
  } else if (field.type === "date") {
    const day = DAY.exec(text);
    field.value = day ? `${day[3]}-${day[2].padStart(2, "0")}-${day[1].padStart(2, "0")}` : text;
    if (!field.value) return "bukan tanggal";
  } else {
    field.value = text;
  }
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return "";
}

class Tempel extends HTMLElement {
  connectedCallback() {
    this.addEventListener("paste", (event) => this.#paste(event));
    this.addEventListener("keydown", (event) => this.#move(event));
  }

  #place(target) {
    const slot = target.closest("[data-medan]")?.dataset.medan;
    if (!slot) return null;
    const table = target.closest("table");
    const rows = [...table.querySelectorAll("[data-baris]")];
    return { slot, table, rows, at: rows.indexOf(target.closest("[data-baris]")) };
  }

  #field(row, slot) {
    return row?.querySelector(`[data-medan="${slot}"] :is(input, select, textarea):enabled`);
  }

  // The field that says how a row stands: realisasi, or the level it follows from.
  #along(row, slot) {
    return (MAIN.includes(slot) ? [slot, ...MAIN] : [slot]).map((one) => this.#field(row, one)).find(Boolean);
  }

  #paste(event) {
    const text = event.clipboardData.getData("text/plain");
    const place = this.#place(event.target);
    if (!place || event.target.tagName === "TEXTAREA" || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const slots = SLOTS.filter((slot) => place.table.querySelector(`[data-medan="${slot}"]`));
    const from = slots.indexOf(place.slot);
    const cells = cellsIn(text);
    const told = { taken: 0, wrong: [], refused: [] };
    cells.forEach((line, down) => line.forEach((cell, right) => {
      const row = place.rows[place.at + down];
      const slot = slots[from + right];
      const field = line.length === 1 ? this.#along(row, slot) : this.#field(row, slot);
      if (cell) this.#take(told, row, field, cell);
    }));
    this.#tell(told);
  }

  #take(told, row, field, cell) {
    const where = row ? row.dataset.baris.split(".")[1] : "di luar tabel";
    const fault = field ? put(field, cell) : "tidak ada isian di tempat itu";
    if (fault) told.refused.push(`${where} "${cell}" (${fault})`);
    else told.taken += 1;
    if (!fault && field.inputMode === "decimal" && !ANGKA.test(cell)) told.wrong.push(`${where} "${cell}"`);
  }

  #tell({ taken, wrong, refused }) {
    const parts = [`${taken} isian ditempel.`];
    if (wrong.length) parts.push(`Perlu diperbaiki: ${wrong.join(", ")}. Gunakan koma untuk desimal.`);
    if (refused.length) parts.push(`Tidak ditempel: ${refused.join(", ")}.`);
    this.querySelector("[data-tempelan]").textContent = parts.join(" ");
  }

  #move(event) {
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.tagName !== "INPUT" || event.target.type === "date") return;
    const place = this.#place(event.target);
    if (!place) return;
    event.preventDefault();
    for (let at = place.at + step; place.rows[at]; at += step) {
      const field = this.#along(place.rows[at], place.slot);
      if (field) {
        field.focus();
        field.select?.();
        return;
      }
    }
  }
}

customElements.define("x-tempel", Tempel);
