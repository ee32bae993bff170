"""Assets of the group `comparability`: figures, series, and verdicts on pairs of years."""
