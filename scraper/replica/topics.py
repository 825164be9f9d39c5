"""What the invented forces are asked about: topics, each with several wordings of the same question.

Requesters send one question to many forces in slightly different words, so each topic holds wordings rather than one
text, and a unit that the made figures count.
"""

from __future__ import annotations

from typing import NamedTuple


class Topic(NamedTuple):
    """A subject of requests. `wordings` ask for the same thing; `unit` is what the figures count; `slug` for addresses."""

    title: str
    slug: str
    unit: str
    wordings: tuple[str, ...]
    covert: str


TOPICS: tuple[Topic, ...] = (
    Topic(
        "Facial recognition software",
        "facial-recognition-software",
        "searches",
        (
            "Which facial recognition software does the force use, who supplies it, and how many searches were made each year?",
            "Please tell me what facial recognition products you use and the number of searches run with them by year.",
            "I would like to know whether you use facial recognition, from which supplier, and the yearly count of searches.",
        ),
        "covert use of facial recognition",
    ),
    Topic(
        "Drones",
        "drones",
        "flights",
        (
            "How many drones does the force own and how many flights were made with them in each year?",
            "Please state the number of drones you hold and the yearly number of flights.",
            "Could you give the count of unmanned aircraft owned, and of their flights, year by year?",
        ),
        "covert use of drones",
    ),
    Topic(
        "Conducted energy devices",
        "conducted-energy-devices",
        "discharges",
        (
            "How many times was a conducted energy device discharged by officers in each year?",
            "Please provide the yearly number of discharges of conducted energy devices.",
            "I ask for the count of conducted energy device discharges, broken down by year.",
        ),
        "specialist deployments",
    ),
    Topic(
        "Stop and search in rail stations",
        "stop-and-search-in-rail-stations",
        "searches",
        (
            "How many stop and searches took place inside railway stations in each year?",
            "Please give me the number of people searched in railway stations per year.",
            "What was the yearly total of stop and searches carried out in stations?",
        ),
        "counter-terrorism searches",
    ),
    Topic(
        "Stolen bicycles",
        "stolen-bicycles",
        "reports",
        (
            "How many bicycles were reported stolen in each year?",
            "Please provide the number of reports of stolen bicycles by year.",
            "I should like the yearly count of bicycle thefts reported to you.",
        ),
        "tracking of stolen property",
    ),
    Topic(
        "Retired police vehicles",
        "retired-police-vehicles",
        "vehicles",
        (
            "How many vehicles did the force retire in each year, and how were they sold?",
            "Please list by year the number of police vehicles taken out of use.",
            "What number of fleet vehicles was retired each year?",
        ),
        "unmarked vehicles",
    ),
    Topic(
        "Speed cameras near schools",
        "speed-cameras-near-schools",
        "notices",
        (
            "How many notices were issued from speed cameras within 500 metres of a school in each year?",
            "Please state the yearly number of speeding notices from cameras close to schools.",
            "Could I have the number of camera notices near schools, by year?",
        ),
        "camera calibration at particular sites",
    ),
    Topic(
        "Police horses",
        "police-horses",
        "horses",
        (
            "How many horses were in the mounted unit in each year?",
            "Please provide the size of the mounted section by year.",
            "What was the yearly number of police horses?",
        ),
        "planned deployments of the mounted unit",
    ),
    Topic(
        "Hours of interpreters",
        "hours-of-interpreters",
        "hours",
        (
            "How many hours of interpreting were paid for in each year?",
            "Please give the yearly hours for which interpreters were engaged.",
            "I wish to know how many interpreter hours were bought each year.",
        ),
        "interpreting in covert operations",
    ),
    Topic(
        "Vetting refusals",
        "vetting-refusals",
        "refusals",
        (
            "How many applicants were refused at the vetting stage in each year?",
            "Please provide yearly numbers of vetting refusals.",
            "What is the count of applicants who failed vetting, by year?",
        ),
        "vetting for sensitive posts",
    ),
    Topic(
        "Mobile phone data extraction kiosks",
        "mobile-phone-data-extraction-kiosks",
        "extractions",
        (
            "How many mobile phones were examined with extraction kiosks in each year?",
            "Please state the number of phone extractions performed by year.",
            "Could you tell me the yearly count of handset downloads made with kiosks?",
        ),
        "extraction techniques",
    ),
    Topic(
        "Body-worn video requests",
        "body-worn-video-requests",
        "requests",
        (
            "How many requests for body-worn video footage were received in each year?",
            "Please provide the number of body-worn video requests by year.",
            "What was the yearly total of requests for body-worn footage?",
        ),
        "footage of covert operations",
    ),
)
