"""Assets of the group `sources`: what was found, and what is known beforehand."""
