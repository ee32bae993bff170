"""What lies beside a warehouse: archive, staged frames, stock of documents, state of the last run.

Nothing in this package knows Dagster, so that the commands can ask it before they pay for that import.
"""
