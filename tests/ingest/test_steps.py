import pickle

from demarche.ingest.steps import Step, Steps


def test_a_step_counts_what_enters_it_what_it_drops_and_the_time_it_takes():
    steps = Steps()
    for number in range(3):
        with steps.timing("language"):
            sum(range(1000))
        if number == 1:
            steps.drop("language")
    step = steps.by_name["language"]
    assert (step.entered, step.dropped) == (3, 1) and step.seconds >= 0


def test_a_step_that_fails_has_been_entered():
    steps = Steps()
    try:
        with steps.timing("decode"):
            raise ValueError
    except ValueError:
        pass
    assert steps.by_name["decode"].entered == 1


def test_tallies_are_added_and_travel_between_workers():
    one = Steps({"decode": Step(3, 1, 0.5)})
    other = pickle.loads(pickle.dumps(Steps({"decode": Step(2, 0, 0.25), "model": Step(1, 0, 2.0)})))
    assert (one + other).by_name == {"decode": Step(5, 1, 0.75), "model": Step(1, 0, 2.0)}
