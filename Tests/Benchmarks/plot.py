"""A plot of `bench --scale` as SVG: the cost of each operation over the number of people, both axes
logarithmic. Written by hand, so that the documentation needs no plotting library."""

import math

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 840, 440, 70, 270, 20, 50
COLOURS = ["#1f6feb", "#d1242f", "#1a7f37", "#8250df", "#bf8700", "#57606a"]
SHOWN = {"rank_ns": ("rank", 1e-3), "page_50_ns": ("page of 50", 1e-3),
         "around_10_ns": ("ten around a person", 1e-3),
         "attempt_processor_us": ("attempt: start, 5 responses, submit", 1)}
LABEL_HEIGHT = 16


def scale(table, sizes, path):
    """Draws the operations of `SHOWN` in microseconds."""
    series = [(label, [(size, table[name][size] * factor) for size in sizes])
              for name, (label, factor) in SHOWN.items() if name in table]
    values = [value for _, points in series for _, value in points]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    left, right = math.log10(sizes[0]), math.log10(sizes[-1])

    def x(size):
        return LEFT + (math.log10(size) - left) / (right - left) * (WIDTH - LEFT - RIGHT)

    def y(value):
        return HEIGHT - BOTTOM - (math.log10(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
             'font-family="sans-serif" font-size="12">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']
    for power in range(low, high + 1):
        at = y(10 ** power)
        parts.append(f'<line x1="{LEFT}" y1="{at:.1f}" x2="{WIDTH - RIGHT}" y2="{at:.1f}" '
                     'stroke="#d0d7de"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10 ** power:g} µs</text>')
    for size in sizes:
        parts.append(f'<text x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">'
                     f'{size:,}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 10}" '
                 'text-anchor="middle">people</text>')
    for number, (label, points) in enumerate(series):
        colour = COLOURS[number % len(COLOURS)]
        line = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for size, value in points:
            parts.append(f'<circle cx="{x(size):.1f}" cy="{y(value):.1f}" r="3" fill="{colour}"/>')
    # Labels beside the ends of the lines, from the top, none over another.
    free = TOP
    for at, number in sorted((y(points[-1][1]), number) for number, (_, points) in enumerate(series)):
        free = max(free, at) + LABEL_HEIGHT
        parts.append(f'<text x="{WIDTH - RIGHT + 8}" y="{free - LABEL_HEIGHT + 4:.1f}" '
                     f'fill="{COLOURS[number % len(COLOURS)]}">{series[number][0]}</text>')
    parts.append("</svg>")
    with open(path, "w") as file:
        file.write("\n".join(parts) + "\n")
