#!/usr/bin/env python3
"""Makes src/draw/data/outlines*.bin out of an unpacked package. Python's standard library only.

    python3 tests/outlines/generate.py PACKAGE

PACKAGE is the folder of world-atlas 2.0.2 (npm; `npm pack world-atlas@2.0.2`, then unpack). It holds Natural Earth's
countries at 1:50,000,000 as TopoJSON (https://github.com/topojson/topojson-specification). Its arcs are resolved to the
rings of the land, which the package keeps whole across the antimeridian, and to the lines between two countries.

There is a file for each resolution: one with every point, and for pictures in which a degree has few pixels some with those
points only that lie a number of hundredths of a degree off the line without them (Douglas and Peucker, 1973), and without
islands whose area is less than that of a square of such sides.

A file, packed by zlib: two lists, rings and borders; a list is its length and its lines; a line is its number of points
and then longitude and latitude of each in hundredths of a degree, as differences from the point before. Every number is
a LEB128 variable-length integer; differences are zigzag-coded. Running it twice gives the same bytes; another version of zlib
may pack them otherwise: `--check` compares what the file holds.
"""

import json
import sys
import zlib
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "src" / "draw" / "data"
# Hundredths of a degree that a point may be off: src/draw/outlines.rs knows them too.
RESOLUTIONS = {"outlines.bin": 0, "outlines-3.bin": 3, "outlines-8.bin": 8, "outlines-20.bin": 20}


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


def unrolled(line):
    """Goes on beyond 180 degrees where a line crosses the antimeridian."""
    out, turns = [], 0
    for x, y in line:
        if out:
            turns -= 36000 * round((x + turns - out[-1][0]) / 36000)
        out.append((x + turns, y))
    return out


def off(point, a, b):
    """The square of the distance of a point from the line between two."""
    (dx, dy), (x, y) = (b[0] - a[0], b[1] - a[1]), (point[0] - a[0], point[1] - a[1])
    length = dx * dx + dy * dy
    share = min(1, max(0, (x * dx + y * dy) / length)) if length else 0
    return (x - share * dx) ** 2 + (y - share * dy) ** 2


def thinned(line, tolerance):
    """The points that are more than the tolerance off the line without them."""
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    if line[0] == line[-1]:
        # A ring begins nowhere: its halves end where it is farthest from its beginning.
        half = max(range(len(line)), key=lambda i: off(line[i], line[0], line[0]))
        kept, waiting = kept | {half}, [(0, half), (half, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        between = range(first + 1, last)
        farthest = max(between, key=lambda i: off(line[i], line[first], line[last]), default=None)
        if farthest is not None and off(line[farthest], line[first], line[last]) > tolerance * tolerance:
            kept.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    return [line[i] for i in sorted(kept)]


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))) / 2


def at_resolution(land, borders, tolerance):
    if tolerance == 0:
        return land, borders
    rings = [thinned(unrolled(ring), tolerance) for ring in land]
    return [ring for ring in rings if area(ring) >= tolerance * tolerance], [thinned(unrolled(line), tolerance) for line in borders]


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
    for name, tolerance in RESOLUTIONS.items():
        rings, lines = at_resolution(land, borders, tolerance)
        content, file = packed([rings, lines]), DATA / name
        if "--check" in flags:
            assert zlib.decompress(file.read_bytes()) == content, f"{name} holds something else"
        else:
            file.write_bytes(zlib.compress(content, 9))
        points = sum(map(len, rings)), sum(map(len, lines))
        print(f"{name}: {len(rings)} rings, {len(lines)} borders, {points} points, {file.stat().st_size} bytes")


main()
