"""`make bench`: every ratio in one table. Times are of this machine; only the ratios are compared, each with its limit."""

import sys

from bench import advice, desk, labels, lineage, power, search, staging, start


def main() -> int:
    rows = [row for part in (labels, staging, desk, start, lineage, power, advice, search) for row in part.run()]
    width = max(len(row.what) for row in rows)
    print(f"{'':{width}}  {'ours':>10}  {'bare':>10}  {'ratio':>6}  limit")
    for row in rows:
        limit = f"{'≤' if row.at_most else '≥'} {row.limit:g}"
        print(f"{row.what:{width}}  {row.ours:>10}  {row.bare:>10}  {row.ratio:>6.2f}  {limit:<5}  {'' if row.holds else 'BROKEN'}")
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
