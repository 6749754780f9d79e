"""Which addresses a fetch may reach."""

import pytest

from pipelines.sources.fetching import _is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "::1",
        "fe80::1%eth0",
        "::ffff:10.0.0.1",
        "2002:7f00:1::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "::127.0.0.1",
        "224.0.0.1",
    ],
)
def test_private_addresses_are_known_in_every_dress(address):
    assert not _is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_addresses_may_be_reached(address):
    assert _is_public(address)
