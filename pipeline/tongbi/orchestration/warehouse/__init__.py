"""Assets of the group `warehouse`: the published file."""
