import pytest

from demarche.ingest.topic import find_topic

OFF_TOPIC = {
    "sport": """Rovers came from behind to beat the league leaders 2-1 on a wet night. The visitors took the lead with a free kick after twenty
        minutes, and their goalkeeper made three fine saves. A header from the captain brought the equaliser just before half-time. The
        substitute midfielder, on for the injured winger, settled the match from the penalty spot in stoppage time.""",
    "fashion": """Short jackets are back, and with them the pencil skirt. On the catwalk they came in houndstooth and in velvet, with big
        buttons, a clutch bag and kitten heels. For the office, stylists pair them with loafers and a plain silk blouse. A cardigan will do
        on colder days. Sequins are for the evening.""",
    "food": """Chop the onions and fry them in two tablespoons of olive oil until they are golden brown. Add the garlic, the carrots and a glass
        of red wine, and let it simmer for an hour. Season with salt and pepper. Meanwhile boil the potatoes and mash them with butter.
        Serves four, with a green salad.""",
    "travel": """Our boutique hotel stands above a cove with turquoise water, ten minutes from the old town. There are loungers around an
        infinity pool and a terrace where breakfast is served until noon. Hire a bike for the scenic trail to the lighthouse. Flights from
        London go twice a week. Doubles from 140 euros.""",
    "gardening": """Now is the time to prune the roses. Cut out what is dead, then feed the soil with compost and a layer of mulch. Lift the
        dahlias after the first frost. In the greenhouse, sow sweet peas in pots. Slugs love young hostas, so look beneath the leaves in the
        evening. The lawn can wait until spring.""",
    "film": """The sequel has the same cast as the first film and a far better script. Its villain gets the best scenes, the special effects are
        modest, and the two leads have a fine screen chemistry. Only the plot drags in the second act. It opens in cinemas on Friday. The
        director is said to be at work on a prequel.""",
    "music": """Her second album is quieter than the debut. There are eleven songs, most of them for piano and voice, and the lyrics stay with
        you. A saxophone solo on the title track is the one surprise. The singer goes on tour with a string quartet in spring. The vinyl
        comes with a songbook and a ballad that nobody knew.""",
    "horoscope": """Aries: say what you think, but not before noon. Taurus: an old friend calls. Gemini: Mercury retrograde asks for patience
        with machines. Leo: you shine at work. Virgo: leave the list for once. Scorpio: a secret is out. Sagittarius: pack your bags.
        Pisces: trust a dream, and wear your lucky colour all day.""",
    "accident": """A motorcyclist was taken to hospital by air ambulance after a collision with a lorry near the roundabout on Friday.
        Firefighters needed an hour to free the driver of a third vehicle, who escaped with minor injuries. The carriageway was closed in
        both directions. Police ask anybody with dashcam film to call.""",
    "business": """The retailer reported a net profit of 80 million pounds for the third quarter, up by a tenth, and raised its outlook.
        Same-store sales grew by four percent. Earnings per share beat what analysts had expected. The dividend rises by a penny. Shares
        closed at their highest price in two years. The chief executive will retire in May.""",
    "science": """Biologists have found that crows can plan for the evening. In the experiment the birds were given a tool in the morning and
        kept it for a box that they met hours later. The researchers filmed forty of them. The study, published in the journal of the
        society, says nothing about other species. The lead author keeps two parrots.""",
    "property": """This semi-detached house has four bedrooms, two bathrooms and a walled garden. The kitchen was renovated a year ago. The loft
        has planning permission. Schools and the station are near. The asking price is 600,000 pounds, freehold; the estate agent expects
        several offers from buyers within the week.""",
    "lottery": """A bus driver has won the jackpot of nine million in the national lottery. He had bought the ticket on the way home and forgot
        about it for a month. The winning numbers were the birthdays of his children. He wants to take a holiday and to go on working. The
        prize was about to run out after the draw in June.""",
    "crime": """A man of 29 has been charged with burglary after two break-ins on the same street. Detectives found a stolen bicycle and a bag of watches
        in his garage. He will appear before magistrates on Thursday. Police thanked a neighbour whose camera had filmed him climbing a fence.
        Nobody was at home at the time.""",
    "weather": """Expect sunny spells and a few showers on Tuesday, with gusts along the coast towards evening. Temperatures reach 17 degrees inland.
        Forecasters say that a front will bring steady rain overnight and some thunder in the hills. From Thursday it turns drier and warmer, and
        the weekend should be fine.""",
    "health": """Patients with mild high blood pressure may do as well on half a tablet, a clinical trial with two thousand adults suggests. Side effects
        were rarer. The cardiologist who led it warned that nobody should change the dose without asking a doctor. The study went on for three
        years in twelve hospitals.""",
    "council": """Councillors have put off a decision on parking charges in the market square until the autumn. The borough council wanted to raise
        the first hour to two pounds. Traders had collected eight hundred signatures. The planning application for the bus station comes
        up at the same meeting, and residents may speak for three minutes each.""",
    "school": """Pupils at the primary school have planted forty trees beside the playing field. The headteacher said that each classroom would look
        after one row and measure it every month. Parents brought spades and cake. The school governors paid for a fence, since rabbits had
        eaten last year's hedge.""",
    "history": """The medieval tithe barn opens to visitors on Saturday after four years of repair. Carpenters found a mason's mark and a boy's shoe in
        the wall. Guided tours tell of the monks who built it and of the fire of 1703. The local historian who raised the money was eleven when she
        first drew it.""",
}  # fmt: skip

AFFAIRS = {
    "a boycott of games": """Two more countries will send no athletes to the winter games, their sports ministers said. They join a diplomatic
        boycott over the treatment of a minority. The federation of skaters regrets the step: its world champion had hoped for a gold medal
        in front of a sold-out stadium. The organisers said that politics had no place in sport.""",
    "a footballer seized abroad": """The midfielder had scored eleven goals for his club this season. On Tuesday, hours after the cup final, he
        was led away at the airport of the country where he was to spend his holiday. His homeland has asked for his extradition. The team's
        captain and coach called on the embassy to act, and fans held up his shirt at the stadium.""",
    "a singer at a rally": """She sang three songs with a guitar, and forty thousand people sang along. The protesters have held the square for
        nine nights and want a new election. Her album, the hit of the summer, has vanished from the radio. A concert in the opera house was
        called off. The police kept to the side streets until dawn.""",
    "a film-maker in prison": """The director, whose last film won the jury prize at Cannes, was sentenced to five years for propaganda against
        the state. Actors and producers from thirty countries have signed a letter. His movie was shot without a permit and smuggled out on
        a memory card. The culture ministry says that he broke the law.""",
    "a cook near the front": """The chef closed his restaurant in the first week of the war and cooks for soldiers now: soup, bread, stew with
        dill. His kitchen has moved twice because of the shelling. At night he bakes. Volunteers carry the meals to the trenches in cars
        without lights. His recipes, he says, need ten minutes and one pot.""",
    "wine and tariffs": """Winemakers fear for their harvest after Washington put a tariff of a quarter on red wine and cheese. The commission
        in Brussels calls it a breach of the trade agreement and may answer with duties on bourbon and jeans. The growers sell a third of
        their bottles across the ocean. A minister promised them help.""",
    "a resort after a coup": """The sun loungers around the pool are empty. Since soldiers took the palace on Sunday, tour operators have flown
        eight thousand holidaymakers home. The hotel has let half of its cooks go. The general who leads the junta says that the beaches are
        safe. The foreign ministry advises against all travel to the island.""",
    "a crash that was none": """At first the police spoke of an accident. The bus had left the road on a bend and overturned; ambulances brought
        twenty passengers to hospital. Then the investigators found traces of a bomb. A separatist group said that it had meant to hit a
        convoy of the army. The government closed the border crossing.""",
    "a company and a state": """Shares of the chip maker fell by a tenth after the government told it to sell no more of its processors to
        Chinese customers without an export licence. The company expects its revenue to be lower this quarter. Beijing threatened
        retaliation. Analysts cut their price targets. The rule is meant to slow the army.""",
    "a quiet call-up": """The letters came on Monday. Reservists of the two districts are to report for six weeks. The general staff calls it routine. In the
        border town the chemist has sold out of iodine, and the railway no longer sells tickets beyond the bridge. Schoolchildren practised the
        way to the cellar.""",
    "a court and a head of state": """The constitutional court removed the president from office on Friday, four months after he had declared martial
        law. All eight judges agreed. Soldiers had been sent into the chamber to stop a vote. An election follows within sixty days. In the
        evening his supporters wept in the park.""",
    "a strike in one country": """Buses stayed in their depots and schools were shut as unions held their second general strike against the cuts. In front of
        the parliament riot police faced pickets with drums. The government fined the unions. Bakers opened for two hours, and doctors saw
        emergencies only.""",
    "fossils to be given back": """The museum returns the skeleton of a dinosaur that was taken out of the country without papers.
        Palaeontologists there had asked for the fossil for years, and their foreign ministry wrote three times. The specimen was described
        in a journal in 2019. The two ambassadors signed a protocol on cultural property.""",
}  # fmt: skip


@pytest.mark.parametrize("topic", OFF_TOPIC)
def test_an_article_plainly_of_another_topic_is_let_go(topic):
    found = find_topic(OFF_TOPIC[topic])
    assert (found.name, found.on_topic) == (topic, False), found.reason


@pytest.mark.parametrize("article", AFFAIRS)
def test_an_article_on_international_affairs_is_kept_whatever_its_flavour(article):
    found = find_topic(AFFAIRS[article])
    assert found.on_topic, found.reason


@pytest.mark.parametrize("topic", OFF_TOPIC)
def test_a_few_sentences_on_affairs_keep_an_article(topic):
    affairs = "The foreign minister recalled the ambassador on Monday. The sanctions, he said, would stay until the troops leave and the prisoners are free."
    assert find_topic(f"{OFF_TOPIC[topic]} {affairs}").on_topic


def test_a_short_text_is_kept():
    found = find_topic("The striker scored a hat-trick as the league leaders won the derby. The goalkeeper was sent off.")
    assert found.on_topic
    assert found.reason == "18 words: too few to tell a topic"


def test_a_text_that_says_nothing_of_affairs_is_let_go_however_quiet_it_is():
    found = find_topic("It was so, and then it was not. " * 10)
    assert (found.name, found.on_topic) == ("other", False)
    assert found.reason == "no word that tells a topic, nothing of international affairs"


def test_the_reason_quotes_the_article():
    text = """After a dull first half the winger won a penalty shoot-out almost alone. The Goalkeeper dived twice, the defender and the
        midfielder missed. Their coach had kept him on the bench for weeks. He did not even celebrate, but went to the other end and
        bowed. It was their last match of the year."""
    found = find_topic(text)
    assert found.reason == 'sport: "winger", "penalty shoot-out", "Goalkeeper" (9 words), nothing of international affairs'


def test_the_reason_says_what_spoke_for_affairs():
    found = find_topic(OFF_TOPIC["accident"])
    assert 'for international affairs only "Police" (1 word)' in found.reason


def test_a_title_that_the_text_lacks_is_read_too():
    title = "Embassy protests, foreign minister speaks of espionage: the sanctions after the arrest of a diplomat"
    assert not find_topic(OFF_TOPIC["sport"]).on_topic
    assert find_topic(OFF_TOPIC["sport"], title).on_topic


def test_a_title_that_the_text_begins_with_is_read_once():
    title = "Rovers win the derby"
    text = f"{title}\n\n{OFF_TOPIC['sport']}"
    assert find_topic(text, title) == find_topic(text)


def test_a_long_article_of_another_topic_may_have_stray_words_of_affairs():
    stray = "A treaty between the two kitchens ended the war of the ovens, and the ambassador had soup."
    recipes = " ".join([OFF_TOPIC["food"], OFF_TOPIC["gardening"], OFF_TOPIC["travel"], OFF_TOPIC["music"]])
    assert not find_topic(f"{recipes} {stray}").on_topic


def test_states_alone_keep_no_match_report():
    text = OFF_TOPIC["sport"] + " Next come Italy, Spain, France, Brazil, Ghana, Japan, Chile, Kenya and Norway in the group stage of the world cup."
    assert not find_topic(text).on_topic


@pytest.mark.parametrize("joined", ["\n", "\n\n", "  ", "\u00a0", " \U0001f3c6 "])
def test_what_stands_between_words_changes_nothing(joined):
    plain = " ".join(OFF_TOPIC["music"].split())
    assert find_topic(plain.replace(" ", joined)).name == find_topic(plain).name
