#!/usr/bin/env python3
"""Makes src/draw/data/outlines.bin out of an unpacked package. Python's standard library only.

    python3 tests/outlines/generate.py PACKAGE

PACKAGE is the folder of world-atlas 2.0.2 (npm; `npm pack world-atlas@2.0.2`, then unpack). It holds Natural Earth's
countries at 1:50,000,000 as TopoJSON (https://github.com/topojson/topojson-specification). Its arcs are resolved to the
rings of the land, which the package keeps whole across the antimeridian, and to the lines between two countries.

The file, packed by zlib: two lists, rings and borders; a list is its length and its lines; a line is its number of points
and then longitude and latitude of each in hundredths of a degree, as differences from the point before. Every number is
a LEB128 variable-length integer; differences are zigzag-coded. Running it twice gives the same bytes; another version of zlib
may pack them otherwise: `--check` compares what the file holds.
"""

import json
import sys
import zlib
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "src" / "draw" / "data" / "outlines.bin"


def arcs_of(topology):
    """The arcs in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def rings_of(geometry):
    """The rings of a geometry as lists of arc numbers."""
    match geometry["type"]:
        case "GeometryCollection":
            return [ring for part in geometry["geometries"] for ring in rings_of(part)]
        case "MultiPolygon":
            return [ring for polygon in geometry["arcs"] for ring in polygon]
        case "Polygon":
            return geometry["arcs"]
        case other:
            raise SystemExit(f"unexpected geometry {other}")


def hundredths(points):
    """Rounded, without what falls together."""
    line = []
    for x, y in points:
        point = (round(x * 100), round(y * 100))
        if not line or line[-1] != point:
            line.append(point)
    return line


def joined(ring, arcs):
    points = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc if not points else arc[1:])
    return points


def varint(number, out):
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def packed(lists):
    out = bytearray()
    for lines in lists:
        varint(len(lines), out)
        for line in lines:
            varint(len(line), out)
            last = (0, 0)
            for point in line:
                for now, before in zip(point, last):
                    varint((now - before) << 1 if now >= before else ((before - now) << 1) - 1, out)
                last = point
    return bytes(out)


def main():
    *flags, folder = sys.argv[1:]
    package = json.loads((Path(folder) / "package.json").read_text())
    assert package["version"] == "2.0.2", package["version"]
    topology = json.loads((Path(folder) / "countries-50m.json").read_text())
    arcs = list(arcs_of(topology))
    land = [hundredths(joined(ring, arcs)) for ring in rings_of(topology["objects"]["land"])]
    land = [ring for ring in land if len(ring) > 3]
    owners = {}
    for country, geometry in enumerate(topology["objects"]["countries"]["geometries"]):
        if geometry.get("type"):
            for ring in rings_of(geometry):
                for number in ring:
                    owners.setdefault(max(number, ~number), set()).add(country)
    borders = [hundredths(arcs[number]) for number, countries in sorted(owners.items()) if len(countries) > 1]
    borders = [line for line in borders if len(line) > 1]
    content = packed([land, borders])
    if "--check" in flags:
        assert zlib.decompress(DATA.read_bytes()) == content, "the file holds something else"
    else:
        DATA.write_bytes(zlib.compress(content, 9))
    points = sum(map(len, land)), sum(map(len, borders))
    print(f"{len(land)} rings, {len(borders)} borders, {points} points, {DATA.stat().st_size} bytes")


main()
