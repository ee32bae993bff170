"""Assets of the group `validation`, and the expectations of all frames as asset checks."""
