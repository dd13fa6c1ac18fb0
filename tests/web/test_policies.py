"""The rules of a region on screen, with its nearby regions."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from network.core.database import db
from network.models import Region, RegionNeighbour
from network.models.region import Sector
from tests.factories import make_coordinator, make_region
from tests.page import Answer, Page


class TestRulesOfARegion:
    @pytest.fixture
    def others(self, page: Page, region: Region) -> list[Region]:
        region.sector = Sector.PO
        others = [make_region(name=f"Buur {n}", code=f"PO80{n:02d}") for n in range(3)]
        make_region(name="Andere sector", code="VO8001")
        page.sign_in(make_coordinator(region))
        return others

    def values(self, form: Answer) -> dict[str, str]:
        """What a browser would send of the form as it stands."""
        found = {
            one.get("name"): one.get("value")
            for one in form.all("main form input[name]")
            if one.get("type") != "checkbox" or one.get("checked") is not None
        }
        chosen = {one.getparent().get("name"): one.get("value") for one in form.all("main form option[selected]")}
        return found | chosen

    def order(self, region: Region) -> list[str]:
        rows = select(RegionNeighbour).where(RegionNeighbour.region_id == region.id).order_by(RegionNeighbour.position)
        return [link.neighbour.name for link in db.session.scalars(rows)]

    def test_hold_the_nearby_regions_in_their_order(self, page: Page, region: Region, others: list[Region]) -> None:
        first, second, third = others
        choice = {"widen": "y", "neighbour_1": third.public_id, "neighbour_2": first.public_id}
        assert page.submit("/regio", self.values(page.get("/regio")) | choice).status == 302
        assert self.order(region) == ["Buur 2", "Buur 0"]

        swapped = {"neighbour_1": first.public_id, "neighbour_2": third.public_id, "neighbour_3": second.public_id}
        page.submit("/regio", self.values(page.get("/regio")) | swapped)
        assert self.order(region) == ["Buur 0", "Buur 2", "Buur 1"]

        page.submit("/regio", self.values(page.get("/regio")) | {"neighbour_1": "", "neighbour_2": ""})
        assert self.order(region) == ["Buur 1"]

    def test_name_a_region_once_and_never_the_own_or_one_of_the_other_sector(
        self, page: Page, region: Region, others: list[Region]
    ) -> None:
        form = page.get("/regio")
        assert {one.text for one in form.all("#neighbour_1 option")} == {"geen", "Buur 0", "Buur 1", "Buur 2"}

        twice = {"widen": "y", "neighbour_1": others[0].public_id, "neighbour_2": others[0].public_id}
        page.submit("/regio", self.values(form) | twice)
        assert self.order(region) == ["Buur 0"]

        answer = page.submit("/regio", self.values(page.get("/regio")) | {"neighbour_2": region.public_id})
        assert answer.status == 422

    @pytest.mark.usefixtures("others")
    @pytest.mark.parametrize(
        ("sent", "field", "least"),
        [
            ({"first_reminder_days": "8"}, "second_reminder_days", "9"),
            ({"second_reminder_days": "14"}, "invitation_days", "15"),
            ({"invitation_days": "8", "next_wave_days": "9"}, "invitation_days", "9"),
        ],
    )
    def test_come_one_after_the_other(self, page: Page, sent: dict[str, str], field: str, least: str) -> None:
        answer = page.submit("/regio", self.values(page.get("/regio")) | sent)

        assert answer.status == 422
        (why,) = answer.texts(f"#{field}-error")
        assert why.startswith(f"Kies hier minstens {least}, want bij")
        assert len(answer.texts(".error-summary li")) == 1
        assert len(answer.texts(".field-error")) == 1
        marked = answer.all("#afspraken [aria-invalid=true]")
        assert {field, *sent} <= {one.get("id") for one in marked} | {field}
        assert len(marked) == 2
        assert all(f"{field}-error" in one.get("aria-describedby") for one in marked)
        assert {name: answer.all(f"#{name}")[0].get("value") for name in sent} == sent

    @pytest.mark.usefixtures("others")
    def test_tell_all_that_is_wrong_at_once_and_of_two_that_collide_the_later(self, page: Page) -> None:
        sent = {"second_reminder_days": "14", "next_wave_days": "20", "max_waves": "x", "answer_link_days": "1"}

        answer = page.submit("/regio", self.values(page.get("/regio")) | sent)

        (why,) = answer.texts("#invitation_days-error")
        assert why.startswith(
            "Kies hier minstens 20, want bij “Na hoeveel schooldagen zonder ja vragen we de volgende specialisten?” staat 20."
        )
        assert why.endswith("Of kies daar hoogstens 14.")
        assert answer.texts("#max_waves-error")
        assert answer.texts("#answer_link_days-advice")
        assert not answer.all("#advies")
        assert answer.texts("main .btn-primary") == ["Bewaar de afspraken"]

    @pytest.mark.usefixtures("others")
    def test_that_go_oddly_together_are_kept_once_who_fills_them_in_has_read_so(self, page: Page) -> None:
        odd = self.values(page.get("/regio")) | {"answer_link_days": "2", "silent_engagement_days": "12"}

        told = page.submit("/regio", odd)

        assert told.status == 422
        assert told.texts("#advies li") == ["Hoeveel dagen werkt een link in de mail?"]
        assert told.all("#answer_link_days")[0].get("aria-describedby").endswith("answer_link_days-advice")
        assert told.texts("main .btn-primary") == ["Bewaar toch"]
        assert page.submit("/regio", self.values(told) | {"check_in_days": "20"}).status == 422
        assert page.submit("/regio", self.values(told)).status == 302
        stands = page.get("/regio")
        assert stands.texts("#answer_link_days-advice")
        assert stands.texts("main .btn-primary") == ["Bewaar de afspraken"]
        assert not page.submit("/regio/vooraf", self.values(stands)).all("#advies")
        assert page.submit("/regio", self.values(stands)).status == 302

    @pytest.mark.usefixtures("others")
    def test_say_once_what_is_no_number(self, page: Page) -> None:
        answer = page.submit("/regio", self.values(page.get("/regio")) | {"max_waves": "x"})

        assert answer.texts("#max_waves-error") == ["Vul een heel getal in, zoals 3."]
        assert len(answer.all(".error-summary li")) == 1

    def test_hold_the_new_numbers(self, page: Page, region: Region, others: list[Region]) -> None:
        numbers = {"invitation_days": "9", "waiting_alert_days": "4", "widen": "y", "neighbour_1": others[0].public_id}
        page.submit("/regio", self.values(page.get("/regio")) | numbers)

        shown = self.values(page.get("/regio"))
        assert {name: shown[name] for name in ("invitation_days", "waiting_alert_days")} == {
            "invitation_days": "9",
            "waiting_alert_days": "4",
        }
        assert page.get("/regio").all("#widen[checked]")
