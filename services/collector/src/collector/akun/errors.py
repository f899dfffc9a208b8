"""Refusals of accounts, sign-ins and programs."""

from lapkin_chassis.errors import Refusal, Text


class WrongCredentials(Refusal):
    """Said alike of an unknown name, a wrong password and a deactivated account."""

    status = 401
    code = "wrong-credentials"
    title = Text("Tidak dapat masuk", "Cannot sign in")
    detail = Text(
        "Nama pengguna atau kata sandi tidak benar.", "The username or the password is wrong."
    )


class TooManyAttempts(Refusal):
    status = 429
    code = "too-many-attempts"
    title = Text("Terlalu banyak percobaan", "Too many attempts")
    detail = Text(
        "Terlalu banyak percobaan masuk yang gagal. Coba lagi {minutes} menit lagi.",
        "Too many failed attempts to sign in. Try again in {minutes} minutes.",
    )

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.facts["seconds"])}


class WeakPassword(Refusal):
    status = 422
    title = Text("Kata sandi terlalu lemah", "The password is too weak")


class PasswordTooShort(WeakPassword):
    code = "password-too-short"
    detail = Text(
        "Kata sandi paling sedikit {length} karakter; kalimat pendek mudah diingat.",
        "A password has at least {length} characters; a short sentence is easy to remember.",
    )


class PasswordTooLong(WeakPassword):
    code = "password-too-long"
    detail = Text(
        "Kata sandi paling banyak {length} karakter.",
        "A password has at most {length} characters.",
    )


class PasswordTooCommon(WeakPassword):
    code = "password-too-common"
    detail = Text(
        "Kata sandi ini termasuk yang paling sering ditebak. Pilih yang lain.",
        "This password is among those guessed first. Choose another.",
    )


class PasswordHoldsUsername(WeakPassword):
    code = "password-holds-username"
    detail = Text(
        "Kata sandi tidak boleh memuat nama pengguna.",
        "A password must not contain the username.",
    )


class UsernameTaken(Refusal):
    status = 409
    code = "username-taken"
    title = Text("Nama pengguna sudah dipakai", "The username is taken")
    detail = Text(
        "Nama pengguna {username} sudah dipakai; nama lama tidak dipakai ulang.",
        "The username {username} is taken; old names are not used again.",
    )


class UnknownAccount(Refusal):
    status = 404
    code = "unknown-account"
    title = Text("Akun tidak dikenal", "Unknown account")
    detail = Text("Tidak ada akun {username}.", "There is no account {username}.")


class LastAdmin(Refusal):
    status = 409
    code = "last-admin"
    title = Text("Admin terakhir", "The last administrator")
    detail = Text(
        "{username} adalah admin terakhir yang aktif. Tunjuk admin lain dahulu.",
        "{username} is the last active administrator. Appoint another first.",
    )


class ClientIdTaken(Refusal):
    status = 409
    code = "client-id-taken"
    title = Text("Kode program sudah dipakai", "The client id is taken")
    detail = Text(
        "Kode program {client_id} sudah dipakai; kode lama tidak dipakai ulang.",
        "The client id {client_id} is taken; old ids are not used again.",
    )


class UnknownClient(Refusal):
    status = 404
    code = "unknown-client"
    title = Text("Program tidak dikenal", "Unknown client")
    detail = Text("Tidak ada program {client_id}.", "There is no client {client_id}.")


class ExpiryInThePast(Refusal):
    status = 422
    code = "expiry-in-the-past"
    title = Text("Masa berlaku sudah lewat", "The expiry lies in the past")
    detail = Text(
        "expires_at harus sesudah saat ini, {now}.", "expires_at must lie after now, {now}."
    )


class BootstrapRefused(Refusal):
    status = 401
    code = "bootstrap-refused"
    title = Text("Rahasia awal tidak benar", "The bootstrap secret is wrong")
    detail = Text(
        "Sertakan rahasia awal yang dipasang pada layanan sebagai Bearer.",
        "Send the bootstrap secret the service was given as Bearer.",
    )

    @property
    def headers(self) -> dict[str, str]:
        return {"WWW-Authenticate": "Bearer"}


class AlreadySetUp(Refusal):
    status = 409
    code = "already-set-up"
    title = Text("Sudah disiapkan", "Already set up")
    detail = Text(
        "Sudah ada akun; akun berikutnya dibuat oleh admin.",
        "There is an account already; an administrator makes the next.",
    )
