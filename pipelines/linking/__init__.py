"""Mentions of many articles -> events; near-duplicate articles -> one story."""
