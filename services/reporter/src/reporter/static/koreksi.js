// Rows of koreksi without a round trip. Without this script a button and a link do the same.

const formulir = document.querySelector("[data-putusan]");
const tombol = formulir.querySelector("[data-tambah]");
const baris = () => [...formulir.querySelectorAll("[data-baris]")];
const medan = (satu) => [...satu.querySelectorAll("select, input, textarea")];
const kosong = (satu) => medan(satu).every((isi) => !isi.value);

function tambah() {
  const semua = baris();
  const baru = semua.at(-1).cloneNode(true);
  const nomor = semua.length;
  for (const salah of baru.querySelectorAll(".salah")) salah.remove();
  for (const isi of medan(baru)) {
    isi.value = "";
    isi.removeAttribute("aria-invalid");
    isi.removeAttribute("aria-describedby");
  }
  for (const satu of baru.querySelectorAll("[id], [for], [name]"))
    for (const nama of ["id", "for", "name"])
      if (satu.hasAttribute(nama)) satu.setAttribute(nama, satu.getAttribute(nama).replace(/\d+/, nomor));
  baru.querySelector("[data-nomor]").textContent = nomor + 1;
  semua.at(-1).after(baru);
  return baru;
}

tombol.addEventListener("click", (kejadian) => {
  kejadian.preventDefault();
  tambah().querySelector("select").focus();
});

for (const tautan of document.querySelectorAll("[data-koreksi]"))
  tautan.addEventListener("click", (kejadian) => {
    kejadian.preventDefault();
    const tempat = baris().find(kosong) ?? tambah();
    formulir.querySelector("#putusan-tidak").checked = true;
    tempat.querySelector("select").value = tautan.dataset.koreksi;
    tempat.querySelector("textarea").focus();
  });
