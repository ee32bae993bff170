"""Assets of the group `extraction`: the quantities in the reports."""
