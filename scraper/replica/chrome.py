"""The furniture of each kind of site: banners, navigation, feedback forms, in our own words but in the known order.

Kept apart from the answers because it changes apart from them: a changed banner is no edit of a disclosure, and the
`chrome` switch changes only what is here.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape

from scraper.replica.bodies import NOTICE, ReplicaForce

AWAY = "https://www.example.com/"
SENTENCE = f"This page is {NOTICE}: the force and the people in it do not exist."
_HERE = "\x01"


def page(force: ReplicaForce, title: str, main: str, path: str, *, chrome: int = 0, welsh: bool = False) -> str:
    """A whole HTML page round the main content. `chrome` counts the changes made to the furniture."""
    before, after = _frame(force, chrome, welsh)
    here = escape(path)
    name = force.plain_name
    return (
        f'<!doctype html>\n<html lang="{"cy" if welsh else "en-GB"}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)} | {escape(name)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<link rel="canonical" href="{here}">\n<link rel="stylesheet" href="/assets/site.css?v={chrome}">\n'
        '<link rel="icon" href="/assets/favicon.ico">\n</head>\n<body>\n'
        f"{before}\n{main}\n{after.replace(_HERE, here)}\n</body>\n</html>\n"
    )


@lru_cache(maxsize=256)
def _frame(force: ReplicaForce, chrome: int, welsh: bool) -> tuple[str, str]:
    """What stands before and after the main content; the page's own path is left open in the second."""
    before, after = {
        "single_online_home": _welsh if welsh else _online_home,
        "avon_and_somerset": _own_site,
        "west_midlands": _blog,
        "psni": _drupal,
        "west_yorkshire": _drupal,
        "police_scotland": _stub,
        "northumbria": _beta,
        "jersey": _island,
        "isle_of_man": _island,
        "gov_uk": _government,
    }.get(force.platform, _plain)(force, chrome)
    foot = (
        f"<footer><p>{SENTENCE}</p>"
        '<ul><li><a href="/privacy/">Privacy</a></li><li><a href="/contact/">Contact us</a></li>'
        '<li><a href="/assets/accessibility-statement.pdf">Accessibility statement (PDF, 12 KB)</a></li></ul>'
        f"<p>&copy; {escape(force.plain_name)}</p></footer>"
    )
    return before, f"{after}\n{foot}" if after else foot


def _menu(*items: tuple[str, str]) -> str:
    return "<ul>" + "".join(f'<li><a href="{href}">{escape(text)}</a></li>' for href, text in items) + "</ul>"


def _share() -> str:
    return (
        f'<div class="share"><p>Share this page</p><ul><li><a href="{AWAY}share?u={_HERE}">Facebook</a></li>'
        f'<li><a href="mailto:?body={_HERE}">Email</a></li><li><a href="#" onclick="window.print()">Print</a></li>'
        "</ul></div>"
    )


def _online_home(force: ReplicaForce, chrome: int) -> tuple[str, str]:
    notice = (
        f'<div role="status"><p>Notice {chrome}: some of our online forms are slow today.</p></div>\n' if chrome else ""
    )
    quick = (
        "<p>Quickly exit this site by pressing the Escape key</p>\n" if force.layout in {"decided", "enquiry"} else ""
    )
    beta = "<p>This site is a beta, which means it's a work in progress.</p>\n" if force.layout != "received" else ""
    before = (
        f'<a href="#main-content">Skip to main content</a>\n{quick}<a href="{AWAY}" rel="nofollow">Leave this site</a>\n'
        '<div id="js-consent-banner" role="region" aria-label="cookies">\n'
        "<p>We use some essential cookies to make our website work.</p><p>Others are only set if you say yes.</p>\n"
        '<button id="js-cookie-accept-button">Accept</button><button id="js-cookie-reject-button">Reject</button>\n'
        "<div hidden><p>Your cookie preferences have been saved.</p></div>"
        "<div hidden><p>Your cookie preferences have been saved.</p></div>"
        '<button id="js-cookie-dismiss-button" hidden>Hide this message</button>\n'
        "<p hidden>Sorry, there was a technical problem. Please try again.</p>\n</div>\n"
        f'{beta}{notice}<header><a href="/"><img src="/assets/logo.svg" alt="{escape(force.plain_name)}"></a>'
        '<form action="/search/"><label for="q">Search this site</label><input id="q" name="q"></form><nav>'
        + _menu(("/ro/report/", "Report"), ("/advice/", "Advice and information"), ("/area/", "Your area"))
        + "</nav></header>\n"
        '<nav aria-label="breadcrumb"><ol><li><a href="/">Home</a></li>'
        '<li><a href="/foi-ai/af/accessing-information/">Accessing information</a></li></ol></nav>'
    )
    after = (
        _share() + '<section aria-label="feedback"><form action="/api/feedback" method="post"><fieldset>'
        '<legend>Was this page useful?</legend><label><input type="radio" name="u" value="1"> Yes</label>'
        '<label><input type="radio" name="u" value="0"> No</label></fieldset>'
        '<label for="fb">What were you looking for?</label><p>Please leave out anything personal.</p>'
        '<textarea id="fb" name="t"></textarea><button>Send</button></form></section>'
    )
    return before, after


def _welsh(force: ReplicaForce, chrome: int) -> tuple[str, str]:
    notice = f'<div role="status"><p>Hysbysiad {chrome}.</p></div>\n' if chrome else ""
    before = (
        f'<p>Allanfa Gyflym</p>\n<p>Gallwch adael y wefan hon yn gyflym</p>\n<a href="{AWAY}">Gadael y wefan hon</a>\n'
        '<div id="js-consent-banner"><p>Rydym yn defnyddio rhai cwcis hanfodol.</p>'
        "<p>Gallwch reoli eich dewisiadau unrhyw bryd.</p>"
        '<button id="js-cookie-accept-button">Derbyn</button><button id="js-cookie-reject-button">Gwrthod</button>'
        "<p hidden>Mae'n ddrwg gennym, roedd problem dechnegol.</p></div>\n"
        f'{notice}<header><a href="/cy-GB/"><img src="/assets/logo.svg" alt="{escape(force.plain_name)}"></a><nav>'
        + _menu(("/cy-GB/ro/report/", "Adrodd"), ("/cy-GB/advice/", "Cyngor"))
        + "</nav></header>"
    )
    return before, f'<div class="share"><p>Rhannu\'r dudalen</p><a href="{AWAY}share?u={_HERE}">Facebook</a></div>'


def _own_site(force: ReplicaForce, chrome: int) -> tuple[str, str]:
    before = (
        f'<a href="{AWAY}">Leave site</a><a href="#main">Skip to content</a>\n'
        + (f"<p>Site notice {chrome}: some phone lines are slow this week.</p>\n" if chrome else "")
        + '<div class="cookie-bar"><p>We set small files on your device to remember your choices.</p>'
        "<button>Fine by me</button></div>\n"
        f'<header><a href="/"><img src="/assets/logo.svg" alt="{escape(force.plain_name)}"></a><nav>'
        + _menu(("/report/", "Report"), ("/about/", "About us"))
        + "</nav></header>\n"
        '<p>You are here: <a href="/">Home</a> &raquo; <a href="/about/">About us</a> &raquo; '
        '<a href="/about/freedom-of-information/">Freedom of Information</a> &raquo; '
        '<a href="/about/freedom-of-information/previous-foi-requests/">Previous FOI requests</a></p>'
    )
    after = (
        '<section><h2>Page feedback</h2><form method="post" action="/feedback"><p>Was this page useful? *</p>'
        '<label><input type="radio" name="u" value="y"> Yes</label><label><input type="radio" name="u" value="n"> No'
        '</label><label for="why">What best describes the reason for your visit today?</label><select id="why">'
        "<option>Looking something up</option></select></form></section>" + _share()
    )
    return before, after


def _blog(force: ReplicaForce, chrome: int) -> tuple[str, str]:
    before = (
        '<a href="#content">Skip to content</a>\n<header><p><a href="/">Freedom of Information</a></p>'
        f"<p>Answers we have sent{' &middot; new menu' * chrome}</p><nav>"
        + _menu(("/", "Home"), ("/disclosure-log/", "Disclosure log"), ("/publication-scheme/", "Publication scheme"))
        + "</nav></header>\n"
        '<div id="cookie-notice"><span>This archive stores a small file so that it can count visits.</span></div>'
    )
    after = (
        "<p>Comments are closed</p>\n<aside><h2>Archives</h2><ul>"
        + "".join(f'<li><a href="/{year}/">{year}</a></li>' for year in range(2026, 2019, -1))
        + '</ul><p><a href="/category/disclosure-log/">Disclosure log</a></p></aside>'
    )
    return before, after


def _drupal(force: ReplicaForce, chrome: int) -> tuple[str, str]:
    before = (
        '<a href="#main-content">Skip to main content</a>\n'
        '<div class="cookie-compliance"><h2>Cookies on this site</h2><p>Some cookies are needed and some are not: you '
        f"choose.</p><button>Accept all</button></div>\n{'<p>Search is being improved.</p>' * chrome}"
        f'<header role="banner"><a href="/" rel="home"><img src="/assets/logo.svg" alt="{escape(force.plain_name)}">'
        '</a><form action="/search" method="get"><label for="k">Search</label><input id="k" name="keys"></form><nav>'
        + _menu(("/contact-us", "Contact us"), ("/news", "News"), ("/about-us", "About us"))
        + "</nav></header>"
    )
    after = (
        '<aside><h2>Related pages</h2><ul><li><a href="/about-us/our-publications">Publications</a></li></ul></aside>'
        f'<form class="webform" action="{_HERE}" method="post"><p>Did you find what you came for?</p>'
        '<label><input type="radio" name="f" value="1"> Yes</label><input type="submit" value="Send"></form>' + _share()
    )
    return before, after


def _stub(force: ReplicaForce, chrome: int) -> tuple[str, str]:
    before = (
        '<a href="#mainContent">Skip to main content</a>\n'
        '<div id="cookies" role="dialog"><p>May we keep a small file on your device?</p><button>Yes</button></div>\n'
        f"{'<p>Our counters close early today.</p>' * chrome}"
        f'<header><a href="/"><img src="/assets/logo.svg" alt="{escape(force.plain_name)}"></a><nav>'
        + _menu(("/contact-us/", "Contact us"), ("/access-to-information/", "Access to information"))
        + "</nav></header>"
    )
    return before, "<p>Was this information helpful?</p>" + _share()


def _beta(force: ReplicaForce, chrome: int) -> tuple[str, str]:
    before = (
        f"<p>BETA</p>\n<p>Font Size: A A A</p><p>Speech: off</p>\n{'<p>We are moving house.</p>' * chrome}"
        f'<header><a href="/"><img src="/assets/logo.svg" alt="{escape(force.plain_name)}"></a><nav>'
        + _menu(("/", "Home"), ("/about-us/", "About us"))
        + "</nav></header>"
    )
    return (
        before,
        "<section><p>This website keeps a small file on your machine.</p><p>Did this page help?</p></section>",
    )


def _island(force: ReplicaForce, chrome: int) -> tuple[str, str]:
    before = (
        '<form method="post" action="#"><input type="hidden" name="__STATE" value="/wEPDwUKLTk5OTk5OQ==">\n'
        '<a href="#content">Skip to main content</a><div id="old">Your browser is old: some of this may look odd.</div>\n'
        f"{'<p>The harbour office moves next week.</p>' * chrome}"
        '<div id="header"><a href="/"><img src="/assets/logo.svg" alt="Home"></a> <span>Services of the island</span></div>'
        + _menu(("/benefits/", "Benefits"), ("/travel/", "Travel"))
        + '<div id="cookieBar"><p>This site stores small files.</p></div>'
    )
    after = (
        '<div id="rate"><span>Rate this page</span><input type="radio" name="rate" value="1">Good '
        '<input type="submit" value="Submit"></div></form>'
    )
    return before, after


def _government(force: ReplicaForce, chrome: int) -> tuple[str, str]:
    before = (
        '<a href="#content">Skip to main content</a>\n<div role="region" aria-label="Cookies"><h2>Cookies on this site</h2>'
        f"<p>Some are needed and some help us count.</p></div>\n{'<p>An election is near.</p>' * chrome}"
        '<header role="banner"><a href="/">Government publications (replica)</a><nav><h2>Navigation menu</h2>'
        + _menu(("/browse/benefits", "Benefits"), ("/search", "Search"))
        + '</nav></header>\n<nav aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li></ol></nav>'
    )
    after = _share() + "<div><h2>Is this page useful?</h2><button>Yes</button><button>Report a problem</button></div>"
    return before, after


def _plain(force: ReplicaForce, chrome: int) -> tuple[str, str]:
    before = (
        f'<header><a href="/">{escape(force.plain_name)}</a>{"<p>New opening hours.</p>" * chrome}<nav>'
        + _menu(("/about-us/", "About us"), ("/publications/", "Publications"))
        + "</nav></header>"
    )
    return before, ""
