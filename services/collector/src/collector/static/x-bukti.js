// Computes the digest of a chosen file here; the file itself goes nowhere. Browsers allow it over
// HTTPS and on the machine itself only; elsewhere the digest is typed or pasted.
class Bukti extends HTMLElement {
  connectedCallback() {
    if (!globalThis.crypto?.subtle) return;
    const fold = this.closest("details");
    if (fold.open) this.#offerAll();
    else fold.addEventListener("toggle", () => this.#offerAll(), { once: true });
  }

  #offerAll() {
    for (const one of this.querySelectorAll("[data-bukti]:has(input:enabled)")) this.#offer(one);
  }

  #offer(one) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "file";
    label.append(`Hitung sidik dari berkas ${one.dataset.bukti}`, input);
    input.addEventListener("change", () => this.#read(one, input.files[0]));
    one.prepend(label);
  }

  async #read(one, file) {
    if (!file) return;
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    one.querySelector("[name$=_nama]").value = file.name.slice(0, 200);
    const field = one.querySelector("[name$=_sha256]");
    field.value = sha256;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

customElements.define("x-bukti", Bukti);
