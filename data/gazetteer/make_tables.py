#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the tables ps.tsv … ua.tsv of this folder from two open gazetteers.

    make_tables.py WOF_FOLDER CITIES500_FILE

WOF_FOLDER holds one xx.tsv per country with the columns of Who's On First that ATTRIBUTION.md names;
CITIES500_FILE is a GeoNames dump. world.tsv and regions.tsv are written by hand and not touched.
"""
import csv
import math
import pathlib
import re
import sys
import unicodedata

SYRIA_ADMIN1 = {
    "01": "Al-Hasakah", "02": "Latakia", "03": "Quneitra", "04": "Raqqa", "05": "As-Suwayda", "06": "Daraa",
    "07": "Deir ez-Zor", "08": "Rif Dimashq", "09": "Aleppo", "10": "Hama", "11": "Homs", "12": "Idlib",
    "13": "Damascus", "14": "Tartus",
}
CLASSES = {"country": "country", "region": "admin1", "county": "admin2", "localadmin": "town",
           "neighbourhood": "locality", "campus": "exact", "locality": "town"}
HEADING = "id\tiso\tclass\tname\tlat\tlon\tpopulation\twithin\tnames\n"


def plain(name):
    folded = unicodedata.normalize("NFD", name.casefold())
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", re.sub(r"[-‐–]", " ", re.sub(r"['`’‘ʻʼʿʾ′]", "", folded))).strip()


ARTICLES = set("al el ad ar as ash at az an ed er es esh ez et en ul".split())


def place_key(name):
    """As place_key() of src/extract/gazetteer.cpp: what the spellings of one name have in common."""
    words = plain(name).split()
    words = [w for w in words if w not in ARTICLES] or words
    key = ""
    for word in words:
        for old, new in (("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s"), ("dj", "j"),
                         ("ph", "f"), ("q", "k"), ("ay", "i"), ("ai", "i"), ("ei", "i"), ("ey", "i"), ("ee", "i"),
                         ("ou", "u"), ("oo", "u"), ("o", "u"), ("y", "i"), ("e", "i")):
            word = word.replace(old, new)
        word = re.sub(r"(.)\1+", r"\1", word)
        key += word[:-1] if len(word) > 2 and word.endswith("h") else word
    return key


def is_latin(name):
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def useful(name):
    """Upper-case initials only: GeoNames' lower-case names are machine transliterations."""
    return len(name) > 3 and "(" not in name and "/" not in name and (not is_latin(name) or name[0].isupper()
                                                      or name[0] in "'`‘’ʻaeA" and any(c.isupper() for c in name))


def names_of(name, candidates, scripts):
    seen, kept = {place_key(name)}, []
    for candidate in candidates:
        candidate = candidate.strip().replace("\u200e", "").replace("\u200f", "")
        key = place_key(candidate)
        if not useful(candidate) or key in seen or (not is_latin(candidate) and not scripts):
            continue
        seen.add(key)
        kept.append(candidate)
    return kept


def latin_first(row):
    """A name in the letters of the reader where there is one; the other becomes a variant."""
    if not is_latin(row["name"]):
        latin = next((n for n in row["names"] if is_latin(n)), None)
        if latin:
            row["names"] = [row["name"]] + [n for n in row["names"] if n != latin]
            row["name"] = latin
    return row


def read_wof(path):
    rows = []
    for row in csv.DictReader(open(path, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        within = [w for w in (row["county"], row["region"]) if w and w != row["name"]]
        kind = row["placetype"]
        if kind == "country":
            continue  # world.tsv has them
        # The Yemeni table lists every hamlet; the smallest outside Al Hudaydah are left out.
        if kind == "locality" and int(row["population"] or 0) < 500 and row["iso"] == "YE" \
                and "udayda" not in row["region"]:
            continue
        known = int(row["population"] or 0) >= 2000 or kind in ("region", "county")
        variants = [row[c] for c in ("ara", "heb", "ukr", "rus")] + row["variants"].split("|")
        rows.append({"id": "wof:" + row["wof_id"], "iso": row["iso"], "class": CLASSES[kind], "name": row["name"],
                     "lat": float(row["lat"]), "lon": float(row["lon"]), "population": row["population"] or "0",
                     "within": within, "names": names_of(row["name"], variants, known), "geonames": row["geonames_id"]})
    return rows


def near(a, b, degrees=0.03):
    return math.hypot(a["lat"] - b["lat"], a["lon"] - b["lon"]) < degrees


def merged(rows):
    """One row for the duplicates of a town, the most populous kept."""
    kept, by_key = [], {}
    for row in sorted(rows, key=lambda r: (-int(r["population"]), r["id"])):
        keys = {place_key(n) for n in [row["name"], *row["names"]] if is_latin(n)}
        twin = next((k for key in sorted(keys) for k in by_key.get(key, []) if row["class"] == k["class"] == "town"
                     and near(row, k)), None)
        if twin:
            twin["names"] = names_of(twin["name"], twin["names"] + [row["name"]] + row["names"], True)
            continue
        kept.append(row)
        for key in keys:
            by_key.setdefault(key, []).append(row)
    return kept


def add_geonames(path, countries):
    for cells in csv.reader(open(path, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        iso, row_id, population = cells[8], cells[0], cells[14]
        rows = countries.setdefault(iso, [])
        row = {"id": "gn:" + row_id, "iso": iso, "class": "town", "name": cells[1], "lat": float(cells[4]),
               "lon": float(cells[5]), "population": population, "within": [], "geonames": row_id,
               "names": names_of(cells[1], [cells[2]] + cells[3].split(","), int(population or 0) > 5000)}
        keys = {place_key(n) for n in [row["name"], *row["names"]]}
        same = [r for r in rows if r["class"] == "town" and (r["geonames"] == row_id or near(r, row) and
                keys & {place_key(n) for n in [r["name"], *r["names"]]})]
        if same:
            for other in same[:1]:
                other["population"] = max(other["population"], population, key=int)
            continue
        if iso == "SY":
            row["within"] = [SYRIA_ADMIN1[cells[10]]] if cells[10] in SYRIA_ADMIN1 else []
        elif rows:
            closest = min(rows, key=lambda r: math.hypot(r["lat"] - row["lat"], r["lon"] - row["lon"]))
            row["within"] = closest["within"]
        rows.append(row)


def write(folder, iso, rows):
    rows = [latin_first(r) for r in rows]
    rows.sort(key=lambda r: (["admin1", "admin2", "town", "locality", "exact"].index(r["class"]),
                             -int(r["population"]), r["id"]))
    with open(folder / f"{iso.lower()}.tsv", "w", encoding="utf-8") as out:
        out.write(HEADING)
        for r in rows:
            out.write("\t".join([r["id"], r["iso"], r["class"], r["name"], f"{r['lat']:.4f}", f"{r['lon']:.4f}",
                                 r["population"], "|".join(r["within"]), "|".join(r["names"])]) + "\n")


def main(wof_folder, cities500):
    countries = {}
    for path in sorted(pathlib.Path(wof_folder).glob("??.tsv")):
        countries[path.stem.upper()] = read_wof(path)
    add_geonames(cities500, countries)
    for iso, rows in countries.items():
        write(pathlib.Path(__file__).parent, iso, merged(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
