// Live pages. Where the server sends rows, they come on top of a list; else it says that something
// changed, and the page is read again, and once a minute for the elapsed times. A hidden page holds
// no connection: browsers allow six per host over HTTP/1.1.
const EVERY_MS = 60_000;
const LOST = "Sambungan terputus; sedang dicoba lagi.";

class Arus extends HTMLElement {
  #source = null;
  #timer = 0;
  #busy = false;
  #paused = false;
  #opened = new Set();

  connectedCallback() {
    this.#open(this);
    document.addEventListener("visibilitychange", this.#follow);
    const button = this.#rows && this.querySelector("[data-jeda]");
    if (button) {
      button.hidden = false;
      button.addEventListener("click", () => {
        this.#paused = !this.#paused;
        button.textContent = this.#paused ? "Lanjutkan" : "Jeda";
        if (this.#paused) this.#say("Dijeda; yang baru muncul setelah dilanjutkan.");
        this.#follow();
      });
    }
    this.#follow();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#follow);
    this.#stop();
  }

  get #rows() {
    return this.querySelector("[data-baris]");
  }

  #follow = () => {
    this.#stop();
    if (document.hidden || this.#paused) return;
    const address = new URL(this.getAttribute("sumber"), location.href);
    if (this.#rows) address.searchParams.set("after", this.dataset.posisi);
    this.#source = new EventSource(address);
    this.#source.onerror = () => this.#say(LOST);
    if (this.#rows) {
      this.#source.onopen = () => this.#say("Langsung: peristiwa baru muncul di atas.");
      this.#source.addEventListener("baris", (news) => this.#add(news));
      return;
    }
    this.#source.onopen = () => { this.#say("Halaman ini diperbarui otomatis."); this.#read(); };
    this.#source.addEventListener("berubah", () => this.#read());
    this.#timer = setInterval(() => this.#read(), EVERY_MS);
  };

  #stop() {
    this.#source?.close();
    this.#source = null;
    clearInterval(this.#timer);
  }

  // The place is kept here, too: a connection opened anew after a pause has no last id of its own.
  #add({ data, lastEventId }) {
    this.dataset.posisi = lastEventId;
    const template = document.createElement("template");
    template.innerHTML = data;
    this.#rows.prepend(template.content);
    while (this.#rows.children.length > this.dataset.batas) this.#rows.lastElementChild.remove();
    this.querySelector("[data-kosong]")?.remove();
  }

  async #read() {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (answer.ok) this.#take(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      this.#say(LOST);
    } finally {
      this.#busy = false;
    }
  }

  // Parts are replaced one by one, so that what the reader opened or closed stays so.
  #take(page) {
    const parts = (root) => [...root.querySelectorAll("x-arus [data-ganti]")];
    const [now, then] = [parts(document), parts(page)];
    if (now.map((part) => part.id).join() !== then.map((part) => part.id).join()) {
      const fresh = page.querySelector("x-arus");
      this.replaceChildren(...document.importNode(fresh, true).childNodes);
      this.#say("Halaman ini diperbarui otomatis.");
      return;
    }
    now.forEach((part, index) => {
      if (part.innerHTML !== then[index].innerHTML) part.innerHTML = then[index].innerHTML;
    });
    this.#open(page);
  }

  // A case that came to life opens once; whether it stays open is the reader's choice.
  #open(page) {
    for (const { id } of page.querySelectorAll("details[open]")) {
      if (!this.#opened.has(id)) document.getElementById(id).open = true;
      this.#opened.add(id);
    }
  }

  #say(text) {
    const status = this.querySelector("[data-arus]");
    if (status.textContent === text) return;
    status.hidden = false;
    status.textContent = text;
  }
}

customElements.define("x-arus", Arus);
