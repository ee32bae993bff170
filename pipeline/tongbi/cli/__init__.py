"""The commands. Each module holds one command's work and imports what is heavy inside its functions."""
