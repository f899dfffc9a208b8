"""Refusals about sosialisasi."""

from lapkin_chassis.errors import Refusal, Text


class NoSosialisasi(Refusal):
    status = 404
    code = "no-sosialisasi"
    title = Text("Belum ada sosialisasi", "No sosialisasi yet")
    detail = Text(
        "Laporan {period} belum terbit, sehingga belum disosialisasikan.",
        "The report of {period} is not issued, so nobody was told of it.",
    )


class EditionReplaced(Refusal):
    status = 409
    code = "edition-replaced"
    title = Text("Edisi sudah digantikan", "The edition was replaced")
    detail = Text(
        "Edisi ini sudah digantikan oleh edisi {edisi}; sampaikan edisi {edisi} itu.",
        "Edition {edisi} took its place; tell of that one.",
    )


class NobodyToTell(Refusal):
    status = 409
    code = "nobody-to-tell"
    title = Text("Tidak ada yang perlu dikirimi lagi", "Nobody needs to be told again")
    detail = Text(
        "Penerima yang dimaksud sudah menyatakan menerima, suratnya sedang dikirim, atau alamatnya "
        "tidak sah. Untuk alamat yang salah, tambahkan penerima dengan alamat yang benar.",
        "The recipients acknowledged it, their message is on its way, or they have no address. "
        "Where the address is wrong, add a recipient with the right one.",
    )


class BadAddress(Refusal):
    status = 422
    code = "bad-address"
    title = Text("Alamat surel tidak sah", "No e-mail address")
    detail = Text(
        "Alamat surel {surel} tidak sah; tulis lengkap, mis. nama@bantulkab.go.id.",
        "{surel} is no e-mail address; write it in full, such as name@bantulkab.go.id.",
    )


class AlreadyListed(Refusal):
    status = 409
    code = "already-listed"
    title = Text("Penerima sudah ada", "Already a recipient")
    detail = Text(
        "Alamat surel itu sudah ada dalam daftar, atas nama {nama}.",
        "That address is on the list already, for {nama}.",
    )
