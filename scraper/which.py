"""Which force and kind an address belongs to, by the registry and the platforms alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from scraper.platforms import platform_named
from scraper.platforms.address import host_of, resolve
from scraper.registry import Force

RANK = {"disclosure": 0, "listing": 1, "attachment": 2, "other": 3}


class Which(msgspec.Struct, frozen=True, kw_only=True):
    """What an address is taken for. `force` null: no force is near it. `also` names other forces on the same host.

    `retired`: the host held the log once; it is recognised in imports and web archives, and not asked.
    """

    url: str
    force: str | None
    kind: Literal["listing", "disclosure", "attachment", "other", "not_allowed"]
    canonical: str | None = None
    reference: str | None = None
    filed_period: str | None = None
    alternate_of: str | None = None
    retired: bool = False
    also: list[str] = []


def which(url: str, registry: Mapping[str, Force]) -> Which:
    """What the crawler would take an address for. A broken address is `not_allowed`."""
    clean = resolve(url, url)
    if clean is None:
        return Which(url=url, force=None, kind="not_allowed")
    host = host_of(clean)
    near = [force for force in registry.values() if host in force.hosts]
    retired = not near
    near = near or [force for force in registry.values() if host in force.retired_hosts]
    if not near:
        return Which(url=url, force=_neighbour(host, registry), kind="not_allowed")
    found = [(force, platform_named(force.platform).facts(force, clean)) for force in near]
    found.sort(key=lambda pair: (clean not in pair[0].listings, RANK[pair[1].kind]))
    force, facts = found[0]
    return Which(
        url=url,
        force=force.slug,
        kind=facts.kind,
        canonical=facts.canonical,
        reference=facts.reference,
        filed_period=facts.filed_period,
        alternate_of=facts.alternate_of,
        retired=retired,
        also=[other.slug for other, _ in found[1:]],
    )


def _neighbour(host: str, registry: Mapping[str, Force]) -> str | None:
    """The force whose site a host is part of without being on its list, such as a staging host."""
    for force in registry.values():
        bare = [known.removeprefix("www.") for known in force.hosts if "gov." not in known]
        if any(host.endswith(f".{name}") for name in bare):
            return force.slug
    return None
