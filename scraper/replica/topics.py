"""What the invented forces are asked about: topics with several wordings of one question, and questions that follow it.

Requesters send one question to many forces in slightly different words, so each topic holds wordings rather than one
text, and a unit that the made figures count.
"""

from __future__ import annotations

from typing import NamedTuple


class Topic(NamedTuple):
    """A subject of requests. `wordings` ask for the same thing; `unit` is what the figures count; `slug` for addresses.

    `covert` is what a force would not talk about; `category` is a folder; `green` marks environmental information.
    """

    title: str
    slug: str
    unit: str
    wordings: tuple[str, str, str]
    covert: str
    category: str = "crime-statistics"
    green: bool = False


class FollowUp(NamedTuple):
    """A further question of the same request, with what a force answers that holds the record."""

    question: str
    answer: str


TOPICS: tuple[Topic, ...] = (
    Topic(
        "Facial recognition software",
        "facial-recognition-software",
        "facial recognition searches",
        (
            "How many searches were made with facial recognition software in each of the last three years?",
            "Please tell me the number of facial recognition searches run by the force, year by year.",
            "I would like the yearly count of searches made with facial recognition technology.",
        ),
        "covert use of facial recognition",
        "information-technology",
    ),
    Topic(
        "Drones",
        "drones",
        "drone flights",
        (
            "How many flights did the force make with its drones in each of the last three years?",
            "Please state the yearly number of drone flights made by your officers.",
            "Could you give the count of flights by unmanned aircraft (drones), year by year?",
        ),
        "covert use of drones",
        "other",
    ),
    Topic(
        "Taser discharges",
        "taser-discharges",
        "Taser discharges",
        (
            "How many times was a Taser discharged by officers in each of the last three years?",
            "Please provide the yearly number of Taser discharges.",
            "I ask for the count of conducted energy device (Taser) discharges, broken down by year.",
        ),
        "specialist firearms deployments",
    ),
    Topic(
        "Stop and search in railway stations",
        "stop-and-search-in-railway-stations",
        "stop and searches",
        (
            "How many stop and searches took place inside railway stations in each year?",
            "Please give me the number of people stopped and searched in railway stations per year.",
            "What was the yearly total of stop and search carried out in railway stations?",
        ),
        "counter-terrorism searches",
    ),
    Topic(
        "Stolen bicycles",
        "stolen-bicycles",
        "stolen bicycles",
        (
            "How many bicycles were reported stolen in each year?",
            "Please provide the number of reports of stolen bicycles by year.",
            "I should like the yearly count of bicycle thefts reported to you.",
        ),
        "covert tracking of stolen property",
    ),
    Topic(
        "Retired police vehicles",
        "retired-police-vehicles",
        "retired vehicles",
        (
            "How many vehicles did the force retire from its fleet in each year?",
            "Please list by year the number of police vehicles taken out of use.",
            "What number of fleet vehicles was retired each year?",
        ),
        "unmarked vehicles",
        "finance",
    ),
    Topic(
        "Speed cameras near schools",
        "speed-cameras-near-schools",
        "speeding notices",
        (
            "How many notices were issued from speed cameras within 500 metres of a school in each year?",
            "Please state the yearly number of speeding notices from cameras close to schools.",
            "Could I have the number of camera notices near schools, by year?",
        ),
        "the trigger speeds of particular cameras",
        "traffic",
    ),
    Topic(
        "Police horses",
        "police-horses",
        "horses",
        (
            "How many horses were in the mounted section in each year?",
            "Please provide the size of the mounted section by year.",
            "What was the yearly number of police horses?",
        ),
        "planned deployments of the mounted section",
        "other",
    ),
    Topic(
        "Hours of interpreters",
        "hours-of-interpreters",
        "interpreter hours",
        (
            "How many hours of interpreting were paid for in each year?",
            "Please give the yearly hours for which interpreters were engaged.",
            "I wish to know how many interpreter hours were bought each year.",
        ),
        "interpreting in covert operations",
        "finance",
    ),
    Topic(
        "Vetting refusals",
        "vetting-refusals",
        "vetting refusals",
        (
            "How many applicants were refused at the vetting stage in each year?",
            "Please provide yearly numbers of vetting refusals.",
            "What is the count of applicants who failed vetting, by year?",
        ),
        "vetting for sensitive posts",
        "human-resources",
    ),
    Topic(
        "Mobile phone extraction kiosks",
        "mobile-phone-extraction-kiosks",
        "phone extractions",
        (
            "How many mobile phones were examined with extraction kiosks in each year?",
            "Please state the number of phone extractions performed by year.",
            "Could you tell me the yearly count of handset downloads made with kiosks?",
        ),
        "covert extraction techniques",
        "information-technology",
    ),
    Topic(
        "Body-worn video requests",
        "body-worn-video-requests",
        "footage requests",
        (
            "How many requests for body-worn video footage were received in each year?",
            "Please provide the number of body-worn video requests by year.",
            "What was the yearly total of requests for body-worn footage?",
        ),
        "footage of covert operations",
    ),
    Topic(
        "Police dogs bitten by dogs",
        "police-dogs-bitten-by-dogs",
        "bitten police dogs",
        (
            "How many police dogs were bitten by other dogs in each year?",
            "Please send the yearly number of police dogs that another dog has bitten.",
            "I am after the count, by year, of bites suffered by your dogs from other dogs.",
        ),
        "passive drugs dogs at undisclosed sites",
        "other",
    ),
    Topic(
        "ANPR misreads",
        "anpr-misreads",
        "misread plates",
        (
            "How many number plates were misread by ANPR cameras in each year?",
            "Please give the yearly number of misreads by automatic number plate cameras.",
            "What is the annual count of ANPR misreads known to the force?",
        ),
        "the sites of ANPR cameras",
        "information-technology",
    ),
    Topic(
        "Lost warrant cards",
        "lost-warrant-cards",
        "lost warrant cards",
        (
            "How many warrant cards were reported lost in each year?",
            "Please state how many warrant cards were lost, by year.",
            "I would be glad of the yearly number of lost warrant cards.",
        ),
        "cards issued to covert officers",
        "human-resources",
    ),
    Topic(
        "Shoplifting from charity shops",
        "shoplifting-from-charity-shops",
        "thefts from charity shops",
        (
            "How many thefts from charity shops were recorded in each year?",
            "Please provide the number of shoplifting offences in charity shops, by year.",
            "May I have the yearly count of shoplifting at charity shops?",
        ),
        "store detective operations",
    ),
    Topic(
        "Cells closed for repair",
        "cells-closed-for-repair",
        "closed cells",
        (
            "How many custody cells were closed for repair in each year?",
            "Please give the yearly number of cells out of use for repair.",
            "What was the count of custody cells shut for repairs, by year?",
        ),
        "the plan of the custody suite",
        "other",
    ),
    Topic(
        "Special constables leaving",
        "special-constables-leaving",
        "leavers",
        (
            "How many special constables left the force in each year?",
            "Please state the yearly number of special constables who resigned.",
            "I wish to learn how many members of the special constabulary left, by year.",
        ),
        "officers seconded to other agencies",
        "human-resources",
    ),
    Topic(
        "Fraud reports by pensioners",
        "fraud-reports-by-pensioners",
        "fraud reports",
        (
            "How many fraud reports were made by people over 65 in each year?",
            "Please send the yearly number of frauds reported by pensioners.",
            "Kindly give the count of fraud reports from those aged 65 and over, by year.",
        ),
        "undercover purchases",
    ),
    Topic(
        "Contracts for uniform trousers",
        "contracts-for-uniform-trousers",
        "pairs of trousers",
        (
            "How many pairs of uniform trousers were bought in each year?",
            "Please give the yearly number of pairs of trousers ordered for uniform.",
            "I request the number of uniform trousers bought under contract, by year.",
        ),
        "clothing for plain-clothes units",
        "finance",
    ),
    Topic(
        "Helicopter noise complaints",
        "helicopter-noise-complaints",
        "noise complaints",
        (
            "How many complaints about helicopter noise were received in each year?",
            "Please provide yearly numbers of complaints on the noise of the helicopter.",
            "What is the annual count of helicopter noise complaints?",
        ),
        "flight paths on surveillance",
        "other",
        True,
    ),
    Topic(
        "Fuel spills at police garages",
        "fuel-spills-at-police-garages",
        "fuel spills",
        (
            "How many fuel spills were recorded at police garages in each year?",
            "Please state the yearly number of spills of fuel at your garages.",
            "I should like to have the count of fuel spills at police premises, by year.",
        ),
        "the fuel store of the response hub",
        "other",
        True,
    ),
    Topic(
        "Anti-social behaviour at bus stops",
        "anti-social-behaviour-at-bus-stops",
        "incidents at bus stops",
        (
            "How many incidents of anti-social behaviour at bus stops were logged in each year?",
            "Please provide the number of bus stop incidents by year.",
            "Could the force give its yearly count of anti-social behaviour at bus stops?",
        ),
        "plain-clothes patrols",
    ),
    Topic(
        "Overtime at football matches",
        "overtime-at-football-matches",
        "overtime hours",
        (
            "How many hours of overtime were worked at football matches in each year?",
            "Please give the yearly overtime hours spent on policing football.",
            "I would like the count of overtime hours at football fixtures, season by season.",
        ),
        "spotters in the crowd",
        "finance",
    ),
)

FOLLOW_UPS: tuple[FollowUp, ...] = (
    FollowUp("What did this cost in the last full year?", "The cost in the last full year was £{number:,}."),
    FollowUp("Which department keeps the record?", "The record is kept by the Performance and Analysis department."),
    FollowUp("Is there a written procedure, and when was it last reviewed?", "There is one, last reviewed in {year}."),
    FollowUp("How many complaints were made about it in the same time?", "There were {small} complaints."),
    FollowUp("How many officers have had training in it?", "The number of officers trained is {number:,}."),
    FollowUp("Has the force had its work on this audited by another body?", "No. It has not been audited."),
    FollowUp("Which rank signs the yearly return?", "The return is signed by an inspector."),
)
