"""A question that is not sent yet: going back, sending a form twice and two windows lose nothing that was typed."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from network.core.database import db
from network.models import AuditEvent, Membership, SupportRequest, User
from network.models.support_request import RequestState, Urgency
from network.models.taxonomy import Facet
from network.models.user import Role
from tests.factories import make_location, make_request, make_requester
from tests.factories.base import saved
from tests.page import Answer, Page

NEW = "/ondersteuningsvragen/nieuw"
TOLD = {"title": "Een leerling wordt snel boos", "story": "Een leerling gooit met stoelen en de leraar weet het niet."}
WISHES = {
    "forms": ["observatie"],
    "setting": "group",
    "age_group": "groep-5-6",
    "school_type": "bo",
    "urgency": "urgent",
    "wanted_start_on": "2026-12-01",
    "estimated_hours": "2,5",
}


@pytest.fixture
def draft(requester: User) -> SupportRequest:
    place = requester.memberships[0].location
    return make_request(location=place, requester=requester, state=RequestState.DRAFT, submitted_at=None)


def opened(page: Page) -> str:
    """The address that a new form gets when it is opened."""
    return page.get(NEW).location


def hidden(answer: Answer) -> dict[str, str]:
    return {one.get("name"): one.get("value") for one in answer.all("main form input[type=hidden]")}


def tell(page: Page, path: str, sent: dict[str, str] | None = None, **changes: object) -> Answer:
    """Send step one, as the form was when it was opened."""
    return page.submit(path, TOLD | (sent or hidden(page.get(path))) | changes)


def tell_and_take_back(page: Page, path: str) -> dict[str, str]:
    """Make a draft and withdraw it; the form in which it was told, as it was when it was opened."""
    form = hidden(page.get(path))
    tell(page, path, form)
    db.session.scalars(select(SupportRequest)).one().state = RequestState.WITHDRAWN
    db.session.commit()
    return form


def path_of(draft: SupportRequest, step: str) -> str:
    return f"/ondersteuningsvragen/{draft.code}/{step}"


def count_questions() -> int:
    return db.session.scalar(select(func.count()).select_from(SupportRequest)) or 0


class TestNewForm:
    def test_sent_twice_it_makes_one_draft(self, page: Page, requester: User) -> None:
        path = opened(page)
        form = hidden(page.get(path))

        first, again = tell(page, path, form), tell(page, path, form)

        assert again.location == first.location
        assert again.location.endswith("#onderwerpen")
        assert count_questions() == 1

    def test_going_back_and_telling_it_otherwise_changes_the_draft(self, page: Page, requester: User) -> None:
        path = opened(page)
        form = hidden(page.get(path))
        tell(page, path, form)

        tell(page, path, form, story="Iets heel anders: lezen lukt niet in groep 4.")

        assert db.session.scalars(select(SupportRequest.story)).all() == [
            "Iets heel anders: lezen lukt niet in groep 4."
        ]

    def test_another_form_makes_another_draft_also_of_the_same_story(self, page: Page, requester: User) -> None:
        one, other = opened(page), opened(page)

        assert tell(page, one).location != tell(page, other).location
        assert count_questions() == 2

    def test_its_address_leads_to_the_draft_that_it_made(self, page: Page, requester: User) -> None:
        path = opened(page)
        made = tell(page, path).location.split("#")[0]

        assert page.get(path, follow=True).all("#story")[0].text_content().strip() == TOLD["story"]
        assert page.get(path, follow=True).response.request.path == made
        # In the browser, what was typed at that address is given back here.
        assert [form.get("data-opened-at") for form in page.get(made).all("main form")] == [path]

    def test_the_address_of_somebody_else_leads_to_nothing_of_theirs(self, page: Page, requester: User) -> None:
        path = opened(page)
        form = hidden(page.get(path))
        tell(page, path, form)
        colleague = make_requester(requester.memberships[0].location)
        page.sign_in(colleague)

        shown = page.get(path)
        told, again = (tell(page, path, form, title="Van een collega") for _click in range(2))

        assert TOLD["story"] not in shown.text
        assert told.status == 302
        assert again.location == told.location
        titles = select(SupportRequest.requester_id, SupportRequest.title).order_by(SupportRequest.id)
        assert db.session.execute(titles).all() == [
            (requester.id, TOLD["title"]),
            (colleague.id, "Van een collega"),
        ]

    def test_another_school_chosen_after_going_back_is_the_school_of_the_draft(
        self, page: Page, requester: User
    ) -> None:
        other = make_location()
        saved(Membership(user=requester, role=Role.REQUESTER, location=other))
        page.sign_in(requester)
        path = opened(page)
        tell(page, path, {"version": "1", "location": requester.memberships[0].location.public_id})

        tell(page, path, {"version": "1", "location": other.public_id})

        assert db.session.scalars(select(SupportRequest.location_id)).all() == [other.id]
        chosen = select(AuditEvent.details).where(AuditEvent.action == "request.school_chosen")
        schools = {"from_location_id": requester.memberships[0].location_id, "location_id": other.id}
        assert db.session.scalars(chosen).all() == [schools]

    def test_once_sent_the_same_story_is_not_asked_again_and_another_one_is(self, page: Page, requester: User) -> None:
        path = opened(page)
        form = hidden(page.get(path))
        tell(page, path, form)
        sent = db.session.scalars(select(SupportRequest)).one()
        sent.state, sent.submitted_at = RequestState.SUBMITTED, sent.created_at
        db.session.commit()

        again = tell(page, path, form)
        assert "Deze vraag is al verstuurd." in again.text
        assert again.all("#story")[0].text_content().strip() == TOLD["story"]
        assert tell(page, path, form, story="Iets heel anders: lezen lukt niet in groep 4.").status == 302
        assert count_questions() == 2

    def test_a_draft_that_was_taken_back_can_be_told_anew(self, page: Page, requester: User) -> None:
        path = opened(page)
        form = tell_and_take_back(page, path)

        told, again = tell(page, path, form), tell(page, path, form)
        assert told.status == 302
        assert again.location == told.location
        assert count_questions() == 2

    def test_what_another_window_made_of_the_next_draft_is_shown(self, page: Page, requester: User) -> None:
        path = opened(page)
        form = tell_and_take_back(page, path)
        made = tell(page, path, form).location.split("#")[0]
        tell(page, made, story="Later beter verteld: een leerling gooit met stoelen.")

        refused = tell(page, path, form, story="Nog een keer, maar weer anders verteld dan eerst.")

        assert "Later beter verteld" in refused.texts("#story-now")[0]
        assert tell(page, path, hidden(refused), story="Toch zo: een leerling gooit met stoelen.").location
        assert count_questions() == 2

    def test_a_draft_of_a_school_that_one_has_left_is_not_reached_any_more(self, page: Page, requester: User) -> None:
        path = opened(page)
        form = hidden(page.get(path))
        tell(page, path, form)
        draft = db.session.scalars(select(SupportRequest)).one()
        left, other = draft.location_id, make_location()
        (before,) = requester.memberships
        saved(Membership(user=requester, role=Role.REQUESTER, location=other))
        db.session.delete(before)
        db.session.commit()
        page.sign_in(requester)

        told = {"location": other.public_id, "title": "Op mijn nieuwe school", "story": "Lezen lukt niet in groep 4."}
        shown, *answers = page.get(path), *(tell(page, path, told | {"version": seen}) for seen in ("", "1"))

        assert TOLD["story"] not in shown.text + "".join(answer.text for answer in answers)
        assert (draft.location_id, draft.story) == (left, TOLD["story"])
        assert answers[1].status == 302
        assert count_questions() == 2


class TestGoingBack:
    def test_what_was_chosen_on_step_two_is_kept(self, page: Page, draft: SupportRequest) -> None:
        form = hidden(page.get(path_of(draft, "wat-helpt")))

        answer = page.submit(path_of(draft, "wat-helpt"), WISHES | form | {"go": "back"})

        assert answer.location == path_of(draft, "wat-speelt-er")
        assert (draft.estimated_hours, draft.urgency, draft.wanted_start_on) == (2.5, Urgency.URGENT, date(2026, 12, 1))
        assert [term.code for term in draft.terms_of(Facet.AGE_GROUP)] == ["groep-5-6"]

    def test_it_need_not_be_complete(self, page: Page, draft: SupportRequest) -> None:
        form = hidden(page.get(path_of(draft, "wat-helpt")))
        little = WISHES | form | {"forms": [], "age_group": "", "go": "back"}

        answer = page.submit(path_of(draft, "wat-helpt"), little)

        assert answer.location == path_of(draft, "wat-speelt-er")
        assert draft.estimated_hours == 2.5
        assert draft.terms_of(Facet.FORM) == draft.terms_of(Facet.AGE_GROUP) == []
        assert "Nog nodig: een soort hulp, een groep of klas." in page.get(path_of(draft, "nakijken")).text

    def test_a_field_that_did_not_come_along_stays_as_it_was(self, page: Page, draft: SupportRequest) -> None:
        path = path_of(draft, "wat-helpt")
        page.submit(path, WISHES | hidden(page.get(path)))
        without = {name: value for name, value in WISHES.items() if name != "estimated_hours"}

        answer = page.submit(path, without | hidden(page.get(path)) | {"urgency": "calm", "go": "back"})

        assert answer.location == path_of(draft, "wat-speelt-er")
        assert (draft.estimated_hours, draft.urgency) == (2.5, Urgency.CALM)

    def test_what_cannot_be_read_stays_to_be_mended_and_the_rest_is_kept(
        self, page: Page, draft: SupportRequest
    ) -> None:
        path = path_of(draft, "wat-helpt")
        wrong = WISHES | hidden(page.get(path)) | {"estimated_hours": "abc", "go": "back"}

        answer = page.submit(path, wrong)

        assert answer.status == 422
        assert answer.texts("#estimated_hours-error") == ["Vul een getal in, zoals 6 of 2,5."]
        assert answer.all("#estimated_hours")[0].get("value") == "abc"
        assert draft.urgency is Urgency.URGENT
        links = answer.all(f"main form a[href='{path_of(draft, 'wat-speelt-er')}']")
        assert [link.text for link in links] == ["Terug zonder wat nog niet klopt"]
        mended = page.submit(path, wrong | hidden(answer) | {"estimated_hours": "4"})
        assert mended.location == path_of(draft, "wat-speelt-er")
        assert draft.estimated_hours == 4

    def test_a_day_that_has_passed_since_it_was_kept_loses_nothing_else(
        self, page: Page, draft: SupportRequest
    ) -> None:
        draft.wanted_start_on = date(2026, 1, 5)
        db.session.commit()
        form = hidden(page.get(path_of(draft, "wat-helpt")))

        answer = page.submit(
            path_of(draft, "wat-helpt"), WISHES | form | {"wanted_start_on": "2026-01-05", "go": "back"}
        )

        assert answer.texts("#wanted_start_on-error") == ["Deze datum is al geweest. Kies vandaag of later."]
        assert draft.estimated_hours == 2.5

    def test_going_on_still_asks_for_what_is_needed(self, page: Page, draft: SupportRequest) -> None:
        path = path_of(draft, "wat-helpt")

        answer = page.submit(path, WISHES | hidden(page.get(path)) | {"age_group": ""})

        assert answer.texts("#age_group-error") == ["Kies een groep of klas."]
        assert not answer.all("main form a")


class TestTwoWindows:
    def test_another_story_of_another_window_is_shown_and_nothing_typed_is_lost(
        self, page: Page, draft: SupportRequest
    ) -> None:
        path = path_of(draft, "wat-speelt-er")
        form = hidden(page.get(path))
        tell(page, path, form, story="Zo stond het in het ene venster, met alles erin.")

        refused = tell(page, path, form, story="Zo stond het in het andere venster, met meer.")

        assert refused.status == 422
        assert "Je vraag is intussen al gewijzigd" in refused.texts("#gewijzigd")[0]
        assert refused.texts("#story-now .story-text") == ["Zo stond het in het ene venster, met alles erin."]
        assert refused.all("#story")[0].text_content().strip() == "Zo stond het in het andere venster, met meer."
        assert draft.story == "Zo stond het in het ene venster, met alles erin."
        tell(page, path, hidden(refused), story="Zo stond het in het andere venster, met meer.")
        assert draft.story == "Zo stond het in het andere venster, met meer."

    def test_other_subjects_of_another_window_are_not_overwritten(self, page: Page, draft: SupportRequest) -> None:
        path = path_of(draft, "wat-speelt-er")
        form = hidden(page.get(path))
        tell(page, path, form, needs=["angst"])
        form = hidden(page.get(path))
        tell(page, path, form, needs=["dyslexie"])

        refused = tell(page, path, form, needs=["faalangst"])

        assert refused.status == 422
        assert refused.texts("#gewijzigd [data-merged=joined] li") == [
            "Gaat het hierover? Intussen aangevinkt: Dyslexie."
        ]
        assert [term.code for term in draft.terms_of(Facet.NEED)] == ["dyslexie"]
        page.submit(path, refused.filled_in())
        assert {term.code for term in draft.terms_of(Facet.NEED)} == {"dyslexie", "faalangst"}

    def test_what_only_one_of_two_windows_changed_in_a_story_stands(self, page: Page, draft: SupportRequest) -> None:
        path = path_of(draft, "wat-speelt-er")
        page.submit(path, page.get(path).filled_in(tried="Even naar buiten gaan."))
        opened = page.get(path)
        page.submit(path, opened.filled_in(title="Zo heet het in het ene venster", needs=["dyslexie"]))

        refused = page.submit(path, opened.filled_in(tried="Even naar de gang gaan."))

        assert refused.texts("#gewijzigd [data-merged] li a") == ["Je vraag in één zin", "Gaat het hierover?"]
        page.submit(path, refused.filled_in())
        assert (draft.title, draft.tried) == ("Zo heet het in het ene venster", "Even naar de gang gaan.")
        assert [term.code for term in draft.terms_of(Facet.NEED)] == ["dyslexie"]

    def test_subjects_that_were_only_suggested_give_way_to_those_of_another_window(
        self, page: Page, requester: User
    ) -> None:
        made = tell(page, opened(page), story="Een leerling is vaak bang en durft niet naar school.").location
        path = made.split("#")[0]
        shown = page.get(path)
        page.submit(path, shown.filled_in(needs=["dyslexie"]))

        refused = page.submit(path, shown.filled_in(title="Zo heet het in het andere venster"))

        assert shown.filled_in()["needs"]
        assert refused.texts("#gewijzigd [data-merged=taken] li a") == ["Gaat het hierover?"]
        assert refused.filled_in()["needs"] == ["dyslexie"]

    def test_what_only_one_of_two_windows_wished_stands(self, page: Page, draft: SupportRequest) -> None:
        path = path_of(draft, "wat-helpt")
        page.submit(path, page.get(path).filled_in(**WISHES))
        opened = page.get(path)
        page.submit(path, opened.filled_in(estimated_hours="4", urgency="calm", go="back"))

        refused = page.submit(path, opened.filled_in(wanted_start_on="2026-12-02"))

        taken = ["Hoe snel is hulp nodig?", "Hoeveel uur denk je nodig te hebben?"]
        assert refused.texts("#gewijzigd [data-merged] li") == taken
        page.submit(path, refused.filled_in())
        assert (draft.estimated_hours, draft.urgency, draft.wanted_start_on) == (4, Urgency.CALM, date(2026, 12, 2))

    def test_what_was_kept_beside_a_slip_has_been_seen(self, page: Page, draft: SupportRequest) -> None:
        path = path_of(draft, "wat-helpt")
        slipped = page.submit(path, page.get(path).filled_in(**WISHES | {"estimated_hours": "abc", "go": "back"}))
        page.submit(path, page.get(path).filled_in(urgency="calm", estimated_hours="4"))

        refused = page.submit(path, slipped.filled_in(estimated_hours="5", wanted_start_on="2026-12-02"))

        assert refused.texts("#gewijzigd [data-merged=both] li") == ["Hoeveel uur denk je nodig te hebben?"]
        assert refused.texts("#gewijzigd [data-merged=taken] li") == ["Hoe snel is hulp nodig?"]

    def test_the_same_said_in_both_windows_is_no_conflict(self, page: Page, draft: SupportRequest) -> None:
        path = path_of(draft, "wat-speelt-er")
        form = hidden(page.get(path))

        answers = [tell(page, path, form, needs=["angst"]) for _window in range(2)]

        assert [answer.status for answer in answers] == [302, 302]

    def test_other_wishes_of_another_window_are_shown_and_nothing_typed_is_lost(
        self, page: Page, draft: SupportRequest
    ) -> None:
        path = path_of(draft, "wat-helpt")
        form = hidden(page.get(path))
        page.submit(path, WISHES | form | {"forms": ["co-teaching"]})

        refused = page.submit(path, WISHES | form | {"forms": ["?"], "estimated_hours": ""})

        assert refused.status == 422
        assert refused.texts("#forms-now .story-text") == ["Co-teaching"]
        assert refused.texts("#estimated_hours-now .story-text") == ["2,5"]
        assert [one.get("value") for one in refused.all("input[name=forms][checked]")] == ["?"]
        assert [term.code for term in draft.terms_of(Facet.FORM)] == ["co-teaching"]
        page.submit(path, WISHES | hidden(refused) | {"forms": ["?"]})
        assert (draft.leaves_forms_open, draft.terms_of(Facet.FORM)) == (True, [])

    def test_what_another_window_changed_is_shown_before_it_is_sent(self, page: Page, draft: SupportRequest) -> None:
        path = path_of(draft, "nakijken")
        form = hidden(page.get(path))
        tell(page, path_of(draft, "wat-speelt-er"), story="Zo stond het in het andere venster, met meer.")

        refused = page.submit(path, form)

        assert refused.status == 422
        assert "Je vraag is nog niet verstuurd" in refused.texts(".error-summary")[0]
        assert "Zo stond het in het andere venster, met meer." in refused.texts(".story-text")
        assert draft.state is RequestState.DRAFT
        assert page.submit(path, hidden(refused)).location == f"/ondersteuningsvragen/{draft.code}"
        assert draft.state is RequestState.SUBMITTED

    def test_a_new_form_that_was_left_open_does_not_overwrite_what_its_draft_became(
        self, page: Page, requester: User
    ) -> None:
        path = opened(page)
        form = hidden(page.get(path))
        made = tell(page, path, form).location.split("#")[0]
        tell(page, made, story="Later beter verteld: een leerling gooit met stoelen.", needs=["angst"])

        refused = tell(page, path, form, story="Nog een keer, maar weer anders verteld dan eerst.")

        assert refused.status == 422
        assert refused.texts("#gewijzigd [data-merged] li") == ["Wat speelt er?"]
        assert "Later beter verteld" in refused.texts("#story-now")[0]
        assert tell(page, path, hidden(refused), story="Toch zo: een leerling gooit met stoelen.").status == 302
        assert db.session.scalars(select(SupportRequest.story)).all() == ["Toch zo: een leerling gooit met stoelen."]


def test_a_draft_was_not_asked_on_a_day(page: Page, draft: SupportRequest) -> None:
    assert page.get("/ondersteuningsvragen").texts("td[data-label='Gesteld op']") == ["nog niet"]
