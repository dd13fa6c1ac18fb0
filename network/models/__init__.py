"""All tables of the product, one file per aggregate: columns, constraints, relations; no queries."""

from network.models.audit import AuditEvent
from network.models.calendar import SchoolHoliday
from network.models.division import Division, DivisionItem
from network.models.engagement import ContactMoment, Engagement, Evaluation
from network.models.expertise import (
    Absence,
    CapacityPeriod,
    ExpertiseProfile,
    HourReservation,
    ProfilePerson,
    ProfileStem,
    ProfileTerm,
)
from network.models.followup import FollowUp
from network.models.heartbeat import Heartbeat
from network.models.match import Match, PassedInvitation, Suggestion
from network.models.notice import Delivery, Notice, NoticePreference
from network.models.outbox import OutboxEntry
from network.models.practice_example import ExampleTerm, PracticeExample
from network.models.profile_card import ProfileCard
from network.models.region import Region, RegionFigures, RegionNeighbour, RegionPolicy
from network.models.school import Board, Location, PostcodeArea, School
from network.models.support_offer import OfferTerm, SignUp, SupportOffer
from network.models.support_request import RequestNote, RequestTerm, SupportRequest, Widening
from network.models.taxonomy import Synonym, Term
from network.models.user import Invitation, Membership, User, UserSession

__all__ = [
    "Absence",
    "AuditEvent",
    "Board",
    "CapacityPeriod",
    "ContactMoment",
    "Delivery",
    "Division",
    "DivisionItem",
    "Engagement",
    "Evaluation",
    "ExampleTerm",
    "ExpertiseProfile",
    "FollowUp",
    "Heartbeat",
    "HourReservation",
    "Invitation",
    "Location",
    "Match",
    "Membership",
    "Notice",
    "NoticePreference",
    "OfferTerm",
    "OutboxEntry",
    "PassedInvitation",
    "PostcodeArea",
    "PracticeExample",
    "ProfileCard",
    "ProfilePerson",
    "ProfileStem",
    "ProfileTerm",
    "Region",
    "RegionFigures",
    "RegionNeighbour",
    "RegionPolicy",
    "RequestNote",
    "RequestTerm",
    "School",
    "SchoolHoliday",
    "SignUp",
    "Suggestion",
    "SupportOffer",
    "SupportRequest",
    "Synonym",
    "Term",
    "User",
    "UserSession",
    "Widening",
]
