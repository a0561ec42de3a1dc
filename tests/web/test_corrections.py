"""Right and wrong, split and merge: kept beside what was read, with who and when, and taken back."""


def first(client, kind="CONSULT"):
    event = client.get(f"/timeline.json?type={kind}&actor=Macron" if kind == "CONSULT" else f"/timeline.json?type={kind}").json()["rows"][0]
    return event, client.get(f"/events/{event['id']}.json").json()["reports"]


def test_a_fact_is_marked_wrong_and_the_mark_taken_back(client):
    _, reports = first(client)
    fact = reports[0]["id"]
    found = client.post("/judgements.json", json={"fact": fact, "verdict": "wrong"}).json()
    assert [(p["kind"], p["judged"], p["right"]) for p in found["precision"]] == [("event", 1, 0), ("all", 1, 0)]
    assert first(client)[1][0]["verdict"] == "wrong"
    assert client.post("/judgements.json", json={"fact": fact, "verdict": "none"}).json() == {"precision": []}


def test_an_event_is_split_and_the_split_undone(client):
    event, reports = first(client)
    assert len(reports) == 2
    made = client.post("/events/splits.json", json={"report": reports[1]["id"], "why": "another visit"}).json()["rows"]
    assert made[0]["why"] == "another visit"
    assert len(client.get("/timeline.json?actor=Macron").json()["rows"]) == 2
    undone = client.delete(f"/decisions/{made[0]['id']}")
    assert undone.status_code == 200
    assert client.get("/timeline.json?actor=Macron").json()["rows"] == [event]


def test_two_events_are_merged_from_the_form_by_address(client):
    strike, _ = first(client, "ASSAULT")
    visit, _ = first(client)
    answer = client.post(
        "/merge/events", data={"one": strike["id"], "other": f"http://127.0.0.1/events/{visit['id']}", "back": "/timeline"}, follow_redirects=False
    )
    assert answer.status_code == 303 and client.get(answer.headers["location"]).status_code == 200
    assert len(client.get("/timeline.json").json()["rows"]) == 2


def test_what_can_not_be_decided_is_told(client):
    assert client.post("/judgements.json", json={"fact": "nothing", "verdict": "wrong"}).status_code == 404
    assert client.post("/judgements.json", json={"fact": "nothing", "verdict": "maybe"}).status_code == 422
    assert client.delete("/decisions/nothing").status_code == 404


def test_the_address_of_a_merged_event_leads_to_the_one_that_holds_it(client):
    strike, visit = first(client, "ASSAULT")[0]["id"], first(client)[0]["id"]
    client.post("/events/merges.json", json={"one": strike, "other": visit})
    gone = next(id_ for id_ in (strike, visit) if client.get(f"/events/{id_}.json").status_code == 404)
    found = client.get(f"/events/{gone}", headers={"accept": "text/html"}, follow_redirects=False)
    assert found.status_code == 302 and client.get(found.headers["location"]).status_code == 200
