// Reads the page again when the server says that something changed, and once a minute for the
// elapsed times. A hidden page holds no connection: browsers allow six per host over HTTP/1.1.
const EVERY_MS = 60_000;

class Arus extends HTMLElement {
  #source = null;
  #timer = 0;
  #busy = false;
  #opened = new Set();

  connectedCallback() {
    this.#open(this);
    document.addEventListener("visibilitychange", this.#follow);
    this.#follow();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#follow);
    this.#stop();
  }

  #follow = () => {
    this.#stop();
    if (document.hidden) return;
    this.#source = new EventSource(this.getAttribute("sumber"));
    this.#source.onopen = () => { this.#say("Halaman ini diperbarui otomatis."); this.#read(); };
    this.#source.onerror = () => this.#say("Sambungan terputus; sedang dicoba lagi.");
    this.#source.addEventListener("berubah", () => this.#read());
    this.#timer = setInterval(() => this.#read(), EVERY_MS);
  };

  #stop() {
    this.#source?.close();
    this.#source = null;
    clearInterval(this.#timer);
  }

  async #read() {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (answer.ok) this.#take(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      this.#say("Sambungan terputus; sedang dicoba lagi.");
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
