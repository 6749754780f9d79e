"""Who, when, where: actors, dates and places of one article, with their knowledge tables."""
