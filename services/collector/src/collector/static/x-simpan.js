// Keeps what is typed: every changed row goes to the server, and stands in this browser until the
// server has it. A row that somebody else changed meanwhile is never overwritten without asking.
const CALM_MS = 600;
const LONGEST_MS = 30_000;
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

class Simpan extends HTMLElement {
  #queue = {};
  #clashes = new Set();
  #timer = 0;
  #pause = 1000;
  #running = null;

  connectedCallback() {
    if (this.hasAttribute("beku")) return;
    this.#restore();
    this.addEventListener("input", (event) => this.#typed(event));
    this.addEventListener("change", (event) => this.#typed(event));
    this.addEventListener("submit", (event) => this.#submit(event));
    addEventListener("online", () => this.#soon(0));
    this.#catchUp();
  }

  // What was typed before this module arrived, over a slow link.
  #catchUp() {
    const isNew = (field) => (field.tagName === "SELECT"
      ? !field.selectedOptions[0]?.defaultSelected && field.selectedIndex > 0
      : field.value !== field.defaultValue);
    for (const row of this.querySelectorAll("[data-baris]")) {
      const [, typed] = [...this.#fields(row)].find(([, field]) => isNew(field)) ?? [];
      if (typed && !this.#queue[row.dataset.baris]) this.#typed({ type: "input", target: typed });
    }
    if (this.#waiting.length) this.#soon(0);
  }

  get #store() {
    return `isian:${this.getAttribute("alamat")}:${this.getAttribute("pembaca")}`;
  }

  #row(id) {
    return this.querySelector(`[data-baris="${CSS.escape(id)}"]`);
  }

  *#fields(row) {
    const start = `${row.dataset.baris}.`;
    for (const field of row.querySelectorAll("[name]")) {
      const name = field.name.slice(start.length);
      if (field.name.startsWith(start) && name !== "versi" && name !== "sidik") yield [name, field];
    }
  }

  #texts(row) {
    const filled = [...this.#fields(row)].filter(([, field]) => field.value.trim());
    return Object.fromEntries(filled.map(([name, field]) => [name, field.value]));
  }

  #fill(row, isi) {
    for (const [name, field] of this.#fields(row)) {
      field.value = isi[name] ?? (field.tagName === "SELECT" ? field.options[0].value : "");
    }
  }

  #restore() {
    this.#queue = JSON.parse(localStorage.getItem(this.#store) ?? "{}");
    for (const [id, { isi, versi }] of Object.entries(this.#queue)) {
      const row = this.#row(id);
      if (!row) continue;
      this.#fill(row, isi);
      row.querySelector("[data-versi]").value = versi;
    }
  }

  #keep() {
    if (Object.keys(this.#queue).length) localStorage.setItem(this.#store, JSON.stringify(this.#queue));
    else localStorage.removeItem(this.#store);
  }

  #typed(event) {
    const row = event.target.closest("[data-baris]");
    if (!row || !event.target.name) return;
    const id = row.dataset.baris;
    if (event.type === "change") {
      if (this.#queue[id]) this.#soon(0);
      return;
    }
    const [isi, versi] = [this.#texts(row), Number(row.querySelector("[data-versi]").value)];
    if (!same(this.#queue[id]?.isi, isi)) this.#queue[id] = { isi, versi };
    this.#keep();
    this.#say("Belum tersimpan");
    this.#soon(CALM_MS);
  }

  #soon(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), ms);
  }

  get #waiting() {
    return Object.keys(this.#queue).filter((id) => !this.#clashes.has(id) && this.#row(id));
  }

  #flush() {
    this.#running ??= this.#sendAll().finally(() => { this.#running = null; });
    return this.#running;
  }

  async #sendAll() {
    for (let id; (id = this.#waiting[0]);) {
      if (!(await this.#send(id))) return;
    }
  }

  // Whether to go on with the next row.
  async #send(id) {
    const { isi, versi } = this.#queue[id];
    const [bagian, kode] = id.split(".");
    let answer;
    try {
      answer = await fetch(this.getAttribute("alamat"), {
        method: "PUT",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ bagian, kode, isi, versi }),
      });
    } catch {
      return this.#later("Belum tersimpan: sambungan terputus. Isian aman di perangkat ini dan dikirim begitu tersambung.");
    }
    if (answer.status === 401) return this.#later("Belum tersimpan: sesi berakhir. Masuk kembali di tab lain; isian aman di perangkat ini.");
    if (answer.status >= 500 || answer.status === 429) return this.#later("Belum tersimpan: layanan belum menjawab. Isian aman di perangkat ini.");
    const said = await answer.json();
    if (answer.ok) this.#stored(id, isi, said);
    else this.#clash(id, said);
    return true;
  }

  #later(text) {
    this.#say(text);
    this.#soon(this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_MS);
    return false;
  }

  #stored(id, isi, said) {
    const row = this.#row(id);
    this.#pause = 1000;
    row.querySelector("[data-versi]").value = said.versi;
    if (same(this.#queue[id].isi, isi)) delete this.#queue[id];
    else this.#queue[id].versi = said.versi;
    this.#keep();
    this.#show(row, said);
    this.#say(this.#clashes.size ? "Ada baris yang perlu dipilih isinya." : `Tersimpan ${said.jam}`);
  }

  #show(row, said) {
    row.querySelector("[data-capaian]")?.replaceChildren(said.capaian);
    row.querySelector("[data-catatan]").textContent = said.catatan.join("; ");
    row.toggleAttribute("data-penuh", said.terisi);
    this.querySelector("[data-terisi]").textContent = this.querySelectorAll("[data-penuh]").length;
    for (const [name, field] of this.#fields(row)) this.#mark(field, said.temuan[name] ?? "");
  }

  #mark(field, text) {
    if (!text && field.ariaInvalid !== "true") return;
    const place = this.#place(field);
    place.textContent = text;
    place.hidden = !text;
    field.ariaInvalid = text ? "true" : null;
    if (place.id && text) field.setAttribute("aria-describedby", place.id);
    if (text && field.closest("details")) field.closest("details").open = true;
  }

  // Where a fault of a field is told; most never have one.
  #place(field) {
    const around = field.closest("[data-medan], [data-bukti]");
    let place = around.querySelector(".salah");
    if (!place) {
      place = document.createElement("p");
      place.className = "salah";
      place.id = `${field.id}-galat`;
      around.append(place);
    }
    return place;
  }

  #clash(id, said) {
    this.#clashes.add(id);
    const place = this.#row(id).querySelector("[data-bentrok]");
    const words = document.createElement("p");
    words.textContent = said.detail;
    place.replaceChildren(words);
    if (said.code === "row-changed") {
      place.append(
        this.#button("Pakai isian saya", () => this.#settle(id, said, this.#texts(this.#row(id)))),
        " ",
        this.#button(`Pakai isian ${said.nama}`, () => this.#settle(id, said, said.isi)),
      );
    }
    place.hidden = false;
    this.#say(`Belum tersimpan: ${said.detail}`);
  }

  #settle(id, said, isi) {
    const row = this.#row(id);
    row.querySelector("[data-bentrok]").hidden = true;
    row.querySelector("[data-versi]").value = said.versi;
    this.#fill(row, isi);
    this.#clashes.delete(id);
    this.#queue[id] = { isi, versi: said.versi };
    this.#keep();
    this.#soon(0);
  }

  #button(text, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
  }

  // Nothing leaves this browser before all of it is on the server.
  async #submit(event) {
    if (!this.#waiting.length && !this.#clashes.size) return;
    event.preventDefault();
    const { target, submitter } = event;
    clearTimeout(this.#timer);
    await this.#flush();
    if (!this.#waiting.length && !this.#clashes.size) target.requestSubmit(submitter);
  }

  #say(text) {
    this.querySelector("[data-keadaan]").textContent = text;
  }
}

customElements.define("x-simpan", Simpan);
