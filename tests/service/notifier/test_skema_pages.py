"""What integrators read about events: public, complete, with links that lead somewhere."""

import re
from urllib.parse import urljoin

import jsonschema
from httpx import AsyncClient

from lapkin_contracts.catalog import EVENTS
from lapkin_contracts.envelope import Envelope

HERE = "/asyncapi"


async def test_every_event_is_listed_and_its_page_gives_an_example(client: AsyncClient) -> None:
    listed = await client.get(HERE)
    names = re.findall(r'href="/asyncapi/([\w.]+?)"', listed.text)

    assert {f"lapkin.{name}" for name in names} == EVENTS.keys()
    for name in ("data.submitted.v1", "rekap.completed.v1", "tindakan.recorded.v1"):
        page = (await client.get(f"{HERE}/{name}")).text

        assert f"types=lapkin.{name}&amp;after=0" in page
        assert "<code>data.unit</code>" in page
        assert "&#34;specversion&#34;: &#34;1.0&#34;" in page


async def test_the_document_finds_its_schemas_and_they_fit_what_is_sent(
    client: AsyncClient,
) -> None:
    document = (await client.get(f"{HERE}.json")).json()
    payload = document["components"]["messages"]["sla.breached.v1"]["payload"]["$ref"]
    schema = (await client.get(urljoin(f"http://lapkin{HERE}.json", payload))).json()

    example = (await client.get(f"{HERE}/sla.breached.v1")).text.rpartition('dokumen">')[2]
    body = example.partition("</pre>")[0].replace("&#34;", '"')
    fact = Envelope[EVENTS["lapkin.sla.breached.v1"]].model_validate_json(body)  # type: ignore[misc]
    jsonschema.validate(fact.model_dump(mode="json", exclude_none=True), schema)
    assert document["asyncapi"] == "3.0.0"


async def test_an_event_that_is_not_is_said_on_a_page(client: AsyncClient) -> None:
    answer = await client.get(f"{HERE}/lain.v1")

    assert answer.status_code == 404
    assert "Tidak ada peristiwa bernama lain.v1" in answer.text
