"""The stages as Dagster assets, their schedule, and the store that lies beside a warehouse."""
