"""Numbers and addresses of persons are on no page of the console, wherever they got in."""

import re

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from sqlmodel import Session
from support.clock import OfficeClock
from support.facts import deliver, letter_of
from support.reminder_facts import PERIOD, STAF, UNIT, people, period_opened
from support.sop_facts import at, opened
from support.tokens import Signer

from lapkin_chassis import inbox, triggers
from lapkin_chassis.triggers import Pause
from lapkin_contracts.tindakan import Tindakan
from notifier.consumers import consumers
from notifier.pengingat import service as pengingat
from notifier.pengingat.models import Diingatkan
from notifier.tindakan.service import Act, record
from notifier.webhook import service as webhook
from notifier.webhook.models import WebhookDelivery

SUREL, NIP, TELEPON = "ani.wijaya@bantulkab.go.id", "197901012005011003", "081234567890"
SAID = f"hubungi {SUREL}, NIP {NIP}, telepon {TELEPON}"
FACT = opened("2026-TW2", at("2026-07-05 08:00"))
PAGES = (
    *("", "/kasus", f"/kasus/{PERIOD}", "/antrean", "/gagal", "/jadwal", "/pengingat", "/webhook"),
    *(f"?teks={UNIT}", "?pelaku=ani"),
)


@pytest.fixture
async def leaked(app: FastAPI, clock: OfficeClock) -> list[str]:
    """Personal data in every field that a person or another server writes; pages that show them."""
    now = clock.now()
    await deliver(app.state.store, consumers, *people(), period_opened(), FACT)

    def leak(session: Session) -> list[str]:
        letter = letter_of(opened("2026-TW1", at("2026-04-05 08:00")))
        inbox.bury(session, letter._replace(body=SAID.encode()), SAID, now)
        triggers.pause(session, Pause("sla", at("2027-01-01 08:00"), NIP, SAID, now))
        record(session, Act(Tindakan.JEDA, "sla", NIP, now, SAID))
        sent = pengingat.remind(session, PERIOD, UNIT, oleh=NIP, now=now)
        session.flush()
        told = session.get(Diingatkan, (sent.kunci, 1))
        assert told is not None
        told.reason = SAID
        url = f"https://sistem.example/{SUREL}"
        hook = webhook.register(session, url, (), "", by=NIP, now=now)
        session.flush()
        row = {"webhook": hook.id, "event_id": FACT.id, "type": FACT.type, "status": "gagal"}
        session.add(
            WebhookDelivery(**row, created_at=now, reason=SAID, note=SAID, redriven_by=NIP)
        )
        return [f"/webhook/{hook.id}"]

    found: list[str] = await app.state.store.write(leak)
    return found


@pytest.mark.parametrize("role", ["operator", "admin", "pemantau"])
async def test_personal_data_is_on_no_page_of_the_console(
    client: AsyncClient, signer: Signer, leaked: list[str], role: str
) -> None:
    shown = 0
    for page in (*PAGES, *leaked, f"/cari?id={UNIT}"):
        answer = await client.get(f"/pemantauan{page}", headers=signer.bearer(f"{role}@*"))
        text = re.sub(r'value="[^"]*"', "", answer.text)

        assert answer.status_code == 200, page
        assert not re.search(f"{SUREL}|{NIP}|{TELEPON}|{STAF}", text), page
        shown += text.count("***")
    assert shown > 10
