"""Communiqué: raw news articles in, a structured dataset of events out."""
