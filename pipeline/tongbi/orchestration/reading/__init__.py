"""Assets of the group `reading`: reports whose issuer and year are known."""
