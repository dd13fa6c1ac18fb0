"""The names of everything that can be allowed. The table in policy.py says to whom."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """One name per act; a view names the one that it needs."""

    USE_ACCOUNT = "use_account"
    SEE_TODAY = "see_today"

    SEE_SCHOOLS = "see_schools"
    OVERRIDE_REGION = "override_region"
    EDIT_HOLIDAYS = "edit_holidays"
    EDIT_TAXONOMY = "edit_taxonomy"

    SEE_PEOPLE = "see_people"
    INVITE_PEOPLE = "invite_people"
    END_MEMBERSHIP = "end_membership"

    SEE_OWN_PROFILES = "see_own_profiles"
    SEE_PROFILE_DRAFT = "see_profile_draft"
    CREATE_PROFILE = "create_profile"
    EDIT_PROFILE = "edit_profile"
    REVIEW_PROFILE = "review_profile"
    SEE_HOURS = "see_hours"

    SEE_OFFERS = "see_offers"
    SEE_OFFER = "see_offer"
    CREATE_OFFER = "create_offer"
    EDIT_OFFER = "edit_offer"

    SEE_QUESTIONS = "see_questions"
    ASK_QUESTION = "ask_question"
    SEE_QUESTION = "see_question"
    EDIT_QUESTION = "edit_question"
    WITHDRAW_QUESTION = "withdraw_question"
    SEE_INVITATIONS = "see_invitations"
    ANSWER_INVITATION = "answer_invitation"

    SEE_ENGAGEMENTS = "see_engagements"
    SEE_ENGAGEMENT = "see_engagement"
    WORK_ON_ENGAGEMENT = "work_on_engagement"
    CHANGE_CONTACT = "change_contact"
    EVALUATE_AS_REQUESTER = "evaluate_as_requester"
    EVALUATE_AS_SPECIALIST = "evaluate_as_specialist"

    SEE_EXAMPLES = "see_examples"
    SEE_EXAMPLE = "see_example"
    WRITE_EXAMPLE = "write_example"
    REVIEW_EXAMPLE = "review_example"
    WITHDRAW_EXAMPLE = "withdraw_example"

    COORDINATE = "coordinate"
    STEER_QUESTION = "steer_question"
    EDIT_POLICY = "edit_policy"
    DIVIDE_HOURS = "divide_hours"

    SEE_STATUS = "see_status"
    RETRY_DEAD = "retry_dead"
