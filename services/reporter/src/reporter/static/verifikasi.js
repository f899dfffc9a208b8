// Compares a file with the hashes on this page. The file never leaves the browser.

const bagian = document.querySelector("#banding");
const jatuhan = bagian.querySelector(".jatuhan");
const masukan = bagian.querySelector("#berkas");
const hasil = bagian.querySelector("#hasil");
const tercatat = new Map(
  [...document.querySelectorAll("[data-sidik]")].map((baris) => [baris.dataset.sidik, baris.dataset.nama]),
);

function katakan(teks, kelas) {
  hasil.textContent = teks;
  hasil.className = kelas;
}

async function sidikDari(berkas) {
  const sidik = await crypto.subtle.digest("SHA-256", await berkas.arrayBuffer());
  return [...new Uint8Array(sidik)].map((satu) => satu.toString(16).padStart(2, "0")).join("");
}

async function bandingkan(berkas) {
  katakan(`Memeriksa ${berkas.name} …`, "");
  let sidik;
  try {
    sidik = await sidikDari(berkas);
  } catch {
    katakan(`${berkas.name} tidak dapat dibaca.`, "berbeda");
    return;
  }
  const jenis = tercatat.get(sidik);
  if (!jenis) {
    katakan(`Tidak cocok: ${berkas.name} bukan salinan sah laporan ini. Sidiknya ${sidik}.`, "berbeda");
  } else if (hasil.dataset.digantikan) {
    katakan(`Cocok dengan ${jenis}, tetapi sudah digantikan oleh edisi ${hasil.dataset.digantikan}.`, "cocok");
  } else {
    katakan(`Cocok: ${berkas.name} adalah salinan sah, ${jenis}.`, "cocok");
  }
}

// Without HTTPS a browser offers no hashing; the hashes below can still be compared by hand.
if (globalThis.crypto?.subtle) {
  bagian.hidden = false;
  masukan.addEventListener("change", () => masukan.files[0] && bandingkan(masukan.files[0]));
  jatuhan.addEventListener("dragover", (peristiwa) => {
    peristiwa.preventDefault();
    jatuhan.classList.add("di-atas");
  });
  jatuhan.addEventListener("dragleave", () => jatuhan.classList.remove("di-atas"));
  jatuhan.addEventListener("drop", (peristiwa) => {
    peristiwa.preventDefault();
    jatuhan.classList.remove("di-atas");
    const [berkas] = peristiwa.dataTransfer.files;
    if (berkas) bandingkan(berkas);
  });
}
