"""Reading: from paths to documents with their identity, or to a reason why not.

    read_paths(paths, archive)      all reports of files and folders, and all that is quarantined
    find_files(paths)               which files are documents
    read_file(path, archive)        the documents of one file
    identify(document)              who reports, on what, for which year
    identify_or_guess(document)     the same with a guess and a warning instead of a refusal
    preview(path)                   what will be read of a file, and what is wrong with it

`Reading.standings` says of each document how it stands: as a report, a version of one, a copy, or none.

May know codecs and file formats; knows no frames and no database.
"""

from tongbi.reading.archive import Archive
from tongbi.reading.documents import read_file
from tongbi.reading.identity import identify, identify_or_guess
from tongbi.reading.inventory import Inventory, find_files
from tongbi.reading.previews import Preview, preview
from tongbi.reading.reports import Reading, read_paths, report_id
from tongbi.reading.standings import Standing

__all__ = [
    "Archive",
    "Inventory",
    "Preview",
    "Reading",
    "Standing",
    "find_files",
    "identify",
    "identify_or_guess",
    "preview",
    "read_file",
    "read_paths",
    "report_id",
]
