"""One row a phenomenon: a sentence, the word that names the event, and what the text says of it."""

import pytest

from demarche.facts.status.find import find_status
from demarche.language.analyse import analyse
from demarche.text import Span

ROWS = """
plain past | Norway attacked the island. | attacked | happened
perfect | Norway has attacked the island. | attacked | happened
no sooner | No sooner had Norway signed the truce than it attacked the rebels. | signed | happened
neither confirm nor deny | Norway declined to confirm or deny that it had struck the convoy. | struck | possible
confirm and deny | Norway confirmed that it had struck the convoy and denied any losses. | struck | happened
until, in the present | The emir has ruled out talks until the editor is freed. | freed | possible
until, in the past | The rebels fought on until the editor was freed. | freed | happened
present progressive | Norway is attacking the island. | attacking | ongoing
perfect progressive | Norway has been shelling the island since May. | shelling | ongoing
passive progressive | The hostages are being released by the rebels. | released | ongoing
past progressive | Norway was shelling the island when the envoy arrived. | shelling | happened
keeps doing | The rebels keep shelling the port. | shelling | ongoing
continued | The rebels continued to shell the port. | shell | ongoing
will | Norway will attack the island. | attack | planned
going to | The union is going to strike. | strike | planned
is to | The queen is to visit Lisbon in June. | visit | planned
is due to | The queen is due to visit Lisbon. | visit | planned
scheduled | The two premiers are scheduled to meet in Lisbon. | meet | planned
noun of a time ahead | The vote takes place on Sunday. | vote | planned
instead of, noun form | Norway signed instead of fighting. | fighting | negated
present with a time ahead | The premier leaves for Lisbon on Tuesday. | leaves | planned
progressive with a time ahead | The premier is meeting the emir tomorrow. | meeting | planned
progressive now | The premier is meeting the emir. | meeting | ongoing
plans to | Norway plans to attack the island. | attack | planned
had planned to | Norway had planned to attack the island. | attack | planned
plans for | The generals have plans for an invasion of the island. | invasion | planned
promise | The junta promised to release the monks. | release | planned
agreed to | The rebels agreed to release the monks. | release | planned
planned noun | The planned visit of the emir angered the opposition. | visit | planned
noun under will | The two premiers will hold talks in Lisbon. | talks | planned
subject of will take place | The summit will take place in Lisbon. | summit | planned
there will be | There will be talks between the two sides in Lisbon. | talks | planned
clause that tells of the noun | The talks, which will be held in Lisbon, are the first in years. | talks | planned
infinitive that tells of the noun | Talks to be held in Lisbon next week will focus on grain. | held | planned
about to | Norway is about to attack the island. | attack | possible
may | Norway may attack the island. | attack | possible
could | Norway could attack the island. | attack | possible
may have | The rebels may have killed the envoy. | killed | possible
perhaps | Perhaps the rebels attacked the convoy. | attacked | possible
if clause | If Norway attacked the island, Denmark would respond. | attacked | possible
main clause of a condition | If Norway attacks the island, Denmark will respond. | respond | possible
unless | Denmark will respond unless Norway withdraws its ships. | withdraws | possible
condition by order of words | Should Norway attack the island, Denmark would respond. | attack | possible
even if | The minister will resign even if Norway signs the accord. | resign | planned
if not | If Norway does not withdraw its ships, Denmark will respond. | withdraw | possible
whether | The envoy asked whether Norway had attacked the island. | attacked | possible
question | Will Norway attack the island? | attack | possible
question that takes it for granted | Why did Norway attack the island? | attack | happened
fear | Denmark fears that Norway will attack the island. | attack | possible
nominal fear | Fears of an invasion grew in the capital. | invasion | possible
hope | The envoy hopes that talks will resume. | resume | possible
threat | The rebels threatened to kill the hostages. | kill | possible
possible noun | Denmark warned of a possible attack on the island. | attack | possible
threatened noun | The threatened strike worries the ministry. | strike | possible
considers | Norway is considering sanctions against the bank. | sanctions | possible
could trigger | The raid could trigger a war. | war | possible
would be able to | The envoy hopes that he would be able to avoid a war. | avoid | possible
must | Norway must withdraw its ships. | withdraw | demanded
should | Norway should withdraw its ships, the envoy said. | withdraw | demanded
demands that | Denmark demands that Norway withdraw its ships. | withdraw | demanded
calls for | Denmark called for a ceasefire on the island. | ceasefire | demanded
calls on | Denmark called on Norway to withdraw its ships. | withdraw | demanded
urges | The pope urged both sides to end the war. | end | demanded
nominal demand | The demand for a withdrawal was repeated on Monday. | withdrawal | demanded
had to | The garrison had to withdraw from the ridge. | withdraw | happened
not | Norway did not attack the island. | attack | negated
never | Norway never attacked the island. | attacked | negated
will not | Norway will not attack the island. | attack | negated
no longer | Norway no longer attacks the island. | attacks | negated
not yet | The parties have not yet signed the accord. | signed | negated
not only | Norway not only attacked the island but occupied it. | attacked | happened
no with the noun | No accord was signed. | accord | negated
no with the subject | No accord was signed. | signed | negated
no with the object | The parties signed no accord. | signed | negated
nobody | Nobody signed the accord. | signed | negated
neither nor | Neither Norway nor Denmark signed the accord. | signed | negated
neither nor, verbs | Norway neither attacked the island nor blocked the strait. | attacked | negated
nor | Norway did not attack the island, nor did it block the strait. | block | negated
or under not | Norway did not attack or occupy the island. | occupy | negated
a second to after not to | The presidents agreed not to use force and to meet again. | meet | planned
but after not | Norway will not attack but talk. | talk | planned
is said to | The bank is said to finance the rebels. | finance | happened
without | The rebels left the town without firing a shot. | firing | negated
without a noun | The talks ended without an agreement. | agreement | negated
instead of | Norway withdrew its ships instead of attacking the island. | attacking | negated
stop short of | The council stopped short of condemning the raid. | condemning | negated
denies | Norway denied that it had attacked the island. | attacked | negated
denies plans | Norway denies that it has plans for an invasion. | invasion | negated
refused to | Norway refused to withdraw its ships. | withdraw | negated
failed to | The parties failed to sign an accord. | sign | negated
forgot to | The clerk forgot to inform the court. | inform | negated
averted noun | The envoys averted a strike at the port. | strike | negated
prevented from | The guards prevented the crowd from storming the palace. | storming | negated
unlikely | The rebels are unlikely to sign the accord. | sign | negated
does not think | The emir does not think that Norway will attack the island. | attack | negated
has no intention | Norway has no intention of attacking the island. | attacking | negated
would have | If the guards had fled, the town would have fallen. | fallen | negated
had in a condition | If the guards had fled, the town would have fallen. | fled | negated
condition by order of words, unreal | Had the guards fled, the town would have fallen. | fled | negated
should have | The army should have withdrawn its troops in May. | withdrawn | negated
managed to | The envoy managed to broker a ceasefire. | broker | happened
under managed to | The envoy managed to broker a ceasefire. | ceasefire | happened
may manage to | The envoy may manage to broker a ceasefire. | broker | possible
did not manage to | The envoy did not manage to broker a ceasefire. | broker | negated
tried to | The envoy tried to reassure the islanders. | reassure | happened
forced to | The rebels were forced to withdraw from the ridge. | withdraw | happened
was able to | The medics were able to evacuate the town. | evacuate | happened
did not fail to | The envoy did not fail to condemn the raid. | condemn | happened
condemned | The council condemned the attack on the convoy. | attack | happened
will condemn what happened | The council will condemn the attack on the convoy. | attack | happened
did not condemn what happened | The council did not condemn the attack on the convoy. | attack | happened
relative clause under a fear | Denmark fears that the troops that Norway has gathered will invade the island. | gathered | happened
clause of time in the past | Denmark fears that Norway will strike back after rebels attacked the base. | attacked | happened
clause of time ahead | When the emir visits Lisbon, he will meet the queen. | visits | planned
because | Norway may leave the union because Denmark expelled its envoy. | expelled | happened
result | Norway will invade the island, killing thousands. | killing | planned
coordinated past | The army shelled the port and may occupy the town. | shelled | happened
coordinated infinitive | The premier will fly to Lisbon and meet the queen. | meet | planned
anniversary | Thousands marked the anniversary of the attack. | attack | happened
headline to come | Premier to visit Lisbon | visit | planned
reported by would | The minister said he would resign. | resign | planned
has yet to | The president has yet to sign the bill. | sign | negated
no sign of | There is no sign of a withdrawal. | withdrawal | negated
existential | There were clashes in the capital. | clashes | happened
rules out | The minister ruled out sending troops to the island. | sending | negated
does not rule out | The minister did not rule out sending troops to the island. | sending | possible
could not be | An accord could not be reached. | reached | negated
may have to | The army may have to withdraw. | withdraw | possible
insists with a subjunctive | The minister insisted that the army withdraw. | withdraw | demanded
insists with a tense | The minister insists that the army has withdrawn. | withdrawn | happened
imperative | Withdraw your troops, the emir told Norway. | Withdraw | demanded
time to | It is time to lift the sanctions. | lift | demanded
would have, denied twice | The army would not have withdrawn if the rebels had not attacked. | withdrawn | happened
wish | I wish they had signed the accord. | signed | negated
talks that failed | The talks collapsed after two days. | talks | happened
deal that failed | The deal collapsed. | deal | negated
postponed | The summit has been postponed. | summit | negated
cancelled plan | A summit planned for Tuesday was called off. | summit | negated
under way | An offensive is under way. | offensive | ongoing
imminent | An offensive is imminent. | offensive | planned
subject of an infinitive | The trial is expected to begin on Monday. | trial | planned
passive of a plan | Talks are scheduled for Monday. | Talks | planned
what was said and refused | The council rejected the proposal. | proposal | happened
what was done and refused | Norway rejected a ceasefire. | ceasefire | negated
after a refusal in a clause of time | The attack came a day after the rebels rejected a ceasefire. | attack | happened
end of what was going on | The envoy demanded an end to the offensive. | offensive | happened
but after a denial | The rebels deny that they attacked the convoy, but say they shelled the port. | shelled | happened
but after not | The rebels did not attack the convoy but shelled the port. | shelled | happened
told by a present tense | The minister says the army is withdrawing. | withdrawing | ongoing
told by a past tense | The minister said the army was withdrawing. | withdrawing | happened
headline, simple present | Norway sends troops to the island | sends | happened
headline, no verb | No deal as talks end in Lisbon | deal | negated
headline, participle | Ten killed in raid on village | killed | happened
headline, time ahead | Norwegian premier meets king on Friday | meets | planned
feared by whom stands behind | Norway will attack the island, Denmark fears. | attack | possible
"""


@pytest.mark.parametrize(
    ("text", "word", "status"), [pytest.param(*cells[1:], id=cells[0]) for row in ROWS.strip().splitlines() for cells in [row.split(" | ")]]
)
def test_the_words_around_an_event_decide_its_status(text, word, status, model):
    document = analyse(text, [Span(0, len(text))], model)
    at = next(i for i, token in enumerate(document.tokens) if token.text == word)
    assert find_status(document, at)[0] == status


@pytest.mark.parametrize(
    ("text", "word", "certainty"),
    [
        ("Norway attacked the island.", "attacked", "stated"),
        ("Norway apparently attacked the island.", "attacked", "hedged"),
        ("Norway seems to have attacked the island.", "attacked", "hedged"),
        ("The alleged attack shocked the island.", "attack", "hedged"),
        ("The envoy tried to reassure the islanders.", "reassure", "hedged"),
        ("Norway will attack the island.", "attack", "stated"),
        ("Norway may attack the island.", "attack", "hedged"),
    ],
)
def test_a_text_states_or_hedges(text, word, certainty, model):
    document = analyse(text, [Span(0, len(text))], model)
    at = next(i for i, token in enumerate(document.tokens) if token.text == word)
    assert find_status(document, at)[1] == certainty


def test_a_bare_participle_in_a_headline_is_going_on(model):
    text = "Norway massing troops along the border"
    document = analyse(text, [Span(0, len(text))], model)
    at = next(i for i, token in enumerate(document.tokens) if token.text == "massing")
    assert find_status(document, at, headline=True)[0] == "ongoing"


@pytest.mark.xfail(strict=True, reason="the parser hangs the phrase on the verb, not on the hopes")
def test_what_a_headline_hopes_for_behind_its_verb_is_possible(model):
    text = "Hopes rise for ceasefire in valley"
    document = analyse(text, [Span(0, len(text))], model)
    at = next(i for i, token in enumerate(document.tokens) if token.text == "ceasefire")
    assert find_status(document, at)[0] == "possible"
