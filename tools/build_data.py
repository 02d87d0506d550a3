"""Make the data sets that ship with Aqyl from the files they were collected in.

    python tools/build_data.py RAW

RAW is a folder with `public_evidence_2.csv`, `ministry_ranking.csv` and `open-data-kazakhstan/`
(sources and licences: DATA-LICENSES.md). Writes `src/aqyl/data/kz-public` and
`src/aqyl/data/kz-open-2023`.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from aqyl.tables import SCHEMAS, write_csv

DATA = Path(__file__).resolve().parent.parent / "src" / "aqyl" / "data"
RANKING_SOURCE = "https://github.com/open-data-kazakhstan/city-ranking-main"
AIR_SOURCE = "https://github.com/open-data-kazakhstan (air_poll.csv, 2022)"

Row = dict[str, str]

# The publisher's region names and their KATO codes.
REGIONS = {
    "Abai Region": "100000000",
    "Akmola Region": "110000000",
    "Aktobe Region": "150000000",
    "Almaty Region": "190000000",
    "Atyrau Region": "230000000",
    "West Kazakhstan Region": "270000000",
    "Jambyl Region": "310000000",
    "Jetisu Region": "330000000",
    "Karaganda Region": "350000000",
    "Kostanay Region": "390000000",
    "Kyzylorda Region": "430000000",
    "Mangystau Region": "470000000",
    "Pavlodar Region": "550000000",
    "North Kazakhstan Region": "590000000",
    "Turkistan Region": "610000000",
    "Ulytau Region": "620000000",
    "East Kazakhstan Region": "630000000",
    "Astana city": "710000000",
    "Almaty city": "750000000",
    "Shymkent city": "790000000",
}
CITIES = ("Astana city", "Almaty city", "Shymkent city")

# indicator -> (column of cleaned_data, of merged_to_normalize, denominator, multiplier, unit)
RANKING = {
    "wage": ("avg_salary", "avg_salary", "", 1, "tenge"),
    "gross-product": ("gdp_per_capita", "gdp_per_capita_tenge", "", 1, "thousand-tenge"),
    "household-spending": ("household_spending_per_month",) * 2 + ("", 1, "tenge"),
    "population": ("Population", "Total_city_population", "", 1, "persons"),
    "life-expectancy": ("life_expectancy", "life_expectancy", "", 1, "years"),
    "crime": ("", "crime_amount", "Total_city_population", 100_000, "per-100000"),
    "higher-education": ("Higher_Education", "Higher_Education", "", 1, "percent"),
    "unemployment": ("unemployment-rate", "unemployment_rate", "", 1, "percent"),
    "clearance": ("clearance-rate-divided", "clearance_rate", "crime_amount", 1, "share"),
    "postgraduate-education": ("Postgraduate_Education",) * 2 + ("", 1, "percent"),
    "air-pollution": ("air_pollution_index", "air_pollution_index", "", 1, "thousand-tonnes"),
    "entertainment": ("Entertainment-places-rate", "number of entertainment places",
                      "Total_city_population", 1_000, "per-1000"),
    "clinics": ("Med-institution-rate", "med_institutions_amount",
                "Total_city_population", 10_000, "per-10000"),
    "cars": ("car-amount-rate", "number_of_cars",
             "Total_city_population", 1_000_000, "thousand-per-million"),
    "schools": ("School-number-rate", "number_of_schools",
                "Total_city_population", 10_000, "per-10000"),
    "transport": ("Transport-quanity-rate", "public_transport_quantity",
                  "Total_city_population", 1_000, "per-1000"),
}  # fmt: skip


def main() -> None:
    """Write both data sets."""
    raw = Path(sys.argv[1])
    ranking = raw / "open-data-kazakhstan" / "city-ranking"
    merged = {row["Region"]: row for row in read(ranking / "merged_to_normalize.csv")}
    cleaned = {row["Region"]: row for row in read(ranking / "cleaned_data.csv")}
    write("kz-public", "evidence", [evidence(row) for row in read(raw / "public_evidence_2.csv")])
    write(
        "kz-public", "values", [row for city in CITIES for row in city_values(city, merged[city])]
    )
    write("kz-open-2023", "values", [
        ranking_value(region, name, merged[region], cleaned.get(region))
        for region in REGIONS for name in RANKING
    ])  # fmt: skip
    for name, file in (("equal", "equal_weight"), ("ahp", "environment")):
        rows = read(ranking / f"weight_with_sustainability_score_{file}.csv")
        write_csv(
            DATA / "kz-open-2023" / f"published-{name}.csv",
            SCHEMAS["published"].names,
            [{"settlement": REGIONS[r["region"]], "node": "total",
              "score": float(r["sustainability_score"])} for r in rows],
        )  # fmt: skip
    order = read(raw / "ministry_ranking.csv")
    write_csv(
        DATA / "kz-public" / "ministry-order.csv",
        ("place", "settlement", "source"),
        [
            {"place": r["place"], "settlement": r["kato"], "source": address(r["source"])}
            for r in order
        ],
    )


def address(source: str) -> str:
    """The address at the head of a source, without the remark behind it."""
    return "https://" + source.partition(" ")[0]


def read(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(folder: str, table: str, rows: list[dict[str, object]]) -> None:
    """Write one input table of a data set."""
    write_csv(DATA / folder / f"{table}.csv", SCHEMAS[table].names, rows)


def evidence(row: Row) -> dict[str, object]:
    """A report in the columns of the evidence table.

    What the collector's note calls a figure of the oblast is only inferred for the city.
    """
    note = row["note"]
    disputed = "CONTRADICTION" in note and "CONTRADICTION-type" not in note
    of_the_oblast = "oblast figure" in note or "is the oblast" in note
    inferred = row["confidence"] == "inferred" or of_the_oblast
    return {
        "settlement": row["kato"],
        "theme": row["theme"],
        "status": {"dismantled": "lost"}.get(row["status"], row["status"]),
        "on": partial_date(row["year_or_date"]),
        "quantity": row["quantity"],
        "unit": row["unit"],
        "what": row["what"],
        "source": row["source_url"],
        "confidence": "inferred" if inferred else "stated",
        "contradicts": "yes" if disputed else "no",
        "note": note,
    }


def partial_date(text: str) -> str:
    """The date as ISO 8601-2 (EDTF) writes it: 2025, 2025-11, 2019/2021, ../2018; '' if undated.

    >>> partial_date("2025-26"), partial_date("2018 or earlier"), partial_date("2022 or 2024")
    ('2025/2026', '../2018', '2022/2024')
    """
    if text == "undated":
        return ""
    if match := re.fullmatch(r"(\d{4})(?:-| or )(\d{4})", text):
        return f"{match[1]}/{match[2]}"
    if text.endswith(" or earlier"):
        return "../" + text.removesuffix(" or earlier")
    if (match := re.fullmatch(r"(\d{2})(\d{2})-(\d{2})", text)) and int(match[3]) > 12:
        return f"{match[1]}{match[2]}/{match[1]}{match[3]}"
    return text


def ranking_value(region: str, name: str, merged: Row, cleaned: Row | None) -> dict[str, object]:
    """A figure of the published ranking: the publisher's own value beside its parts."""
    value_column, part_column, denominator, multiplier, unit = RANKING[name]
    blank = not merged[part_column]
    top = number(merged[part_column])
    bottom = number(merged[denominator]) if denominator else None
    if cleaned is not None and value_column:
        value = number(cleaned[value_column])
    else:
        value = top / bottom * multiplier if bottom and top is not None else top
    return {
        "settlement": REGIONS[region],
        "indicator": name,
        "period": "2023",
        "value": None if blank else value,
        "numerator": top if denominator else None,
        "denominator": bottom,
        "unit": unit,
        "source": RANKING_SOURCE,
        "verified": "reported",
    }


def city_values(city: str, row: Row) -> list[dict[str, object]]:
    """The figures of a city of republican significance that kz-2026 has indicators for."""
    people = number(row["Total_city_population"]) or 0.0
    crimes = number(row["crime_amount"]) or 0.0
    parts = {
        "safety.crimes": (crimes, people, 100_000, "per-100000"),
        "safety.crimes-cleared": (number(row["clearance_rate"]), crimes, 100, "percent"),
        "social.schools": (number(row["number_of_schools"]), people, 10_000, "per-10000"),
        "social.health-facilities":
            (number(row["med_institutions_amount"]), people, 10_000, "per-10000"),
        "social.life-expectancy": (number(row["life_expectancy"]), None, 1, "years"),
        "ecology.stationary-emissions":
            ((number(row["air_pollution_index"]) or 0.0) * 1_000, people, 1_000, "kg-per-person"),
        "economy.average-wage": (number(row["avg_salary"]), None, 1, "tenge"),
        "economy.unemployment": (number(row["unemployment_rate"]), None, 1, "percent"),
    }  # fmt: skip
    return [
        {
            "settlement": REGIONS[city],
            "indicator": name,
            "period": "2022",
            "value": top if bottom is None or top is None else top / bottom * multiplier,
            "numerator": top if bottom is not None else None,
            "denominator": bottom,
            "unit": unit,
            "quality": "year as published by the compiler",
            "source": AIR_SOURCE if "emissions" in name else RANKING_SOURCE,
            "verified": "reported",
        }
        for name, (top, bottom, multiplier, unit) in sorted(parts.items())
    ]


def number(text: str) -> float | None:
    """A number, or None for a blank."""
    return float(text) if text else None


if __name__ == "__main__":
    main()
