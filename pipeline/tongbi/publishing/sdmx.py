"""The series as SDMX: a data message in SDMX-CSV 2.0 and the structure that it refers to in SDMX-JSON 2.0.

Belongs here: the data structure (dimensions, measure, attributes, code lists) and how rows of `series` fill
it. Does not belong here: the formats themselves, which pysdmx writes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tongbi.publishing import connection, sql_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas import DataFrame

AGENCY, DATAFLOW, VERSION = "TONGBI", "SERIES", "1.0"

# Multipliers that a unit of the catalogue may begin with, as powers of ten.
MULTIPLIERS = {"亿": 8, "万": 4, "千": 3}

# The codes that the table `series` allows: those of the cross-domain code list of SDMX.
STATUS_NAMES = {
    "A": "Normal · 正常",
    "B": "Break in the series · 断点",
    "D": "Definition differs · 口径不同",
    "E": "Estimated · 估计",
    "F": "Forecast · 预测",
    "G": "Experimental · 试验性",
    "H": "Missing, holiday · 缺，节假日",
    "I": "Imputed by the receiver · 推算",
    "J": "Derogation · 豁免",
    "K": "Included in another category · 并入他类",
    "L": "Missing, exists but was not collected · 缺，未采集",
    "M": "Missing, cannot exist · 缺，不存在",
    "N": "Not significant · 不显著",
    "O": "Missing · 缺",
    "P": "Provisional · 暂定",
    "Q": "Missing, suppressed · 缺，不公布",
    "S": "Strike or other special event · 特殊事件",
    "U": "Low reliability · 可靠性低",
    "V": "Not validated · 未核实",
    "W": "Includes another category · 含他类",
}


@dataclass(frozen=True, slots=True)
class _Part:
    """A component; `kind` is dimension, measure, or what an attribute is attached to."""

    id: str
    kind: str
    type: str
    name: str


PARTS = (
    _Part("FREQ", "dimension", "String", "Frequency · 频率"),
    _Part("ISSUER", "dimension", "String", "Body that reports · 发布机关"),
    _Part("METRIC", "dimension", "String", "Metric · 指标"),
    _Part("TIME_PERIOD", "dimension", "GregorianYear", "Year · 年度"),
    _Part("OBS_VALUE", "measure", "Double", "Value in units of ten to the power UNIT_MULT · 数值"),
    _Part("OBS_STATUS", "O", "String", "Status · 状态"),
    _Part("OBS_PRE_BREAK", "O", "Double", "Value as stated before the break · 断点前之数"),
    _Part("OBS_LOW", "O", "Double", "Lower end of what the wording allows · 下界"),
    _Part("OBS_HIGH", "O", "Double", "Upper end of what the wording allows · 上界"),
    _Part("UNIT_MEASURE", "O", "String", "Measure word as written · 量词"),
    _Part("UNIT_MULT", "ISSUER,METRIC", "Integer", "Power of ten · 单位倍数"),
    _Part("DECIMALS", "O", "Integer", "Decimals of the value · 小数位数"),
    _Part("SPELL", "O", "Integer", "Number of the comparable stretch · 可比段"),
    _Part("VINTAGE", "O", "Integer", "Year of the report that states it · 报告年度"),
    _Part("OBSERVATION_ID", "O", "String", "Evidence in the warehouse · 依据"),
)


def export_sdmx(warehouse: str | Path, folder: str | Path) -> list[Path]:
    """Write `series.sdmx.csv` (SDMX-CSV 2.0) and `structure.sdmx.json` (SDMX-JSON 2.0); returns the paths.

    An empty series gives a data message with a header and no row. The structure's header bears the moment of
    publishing; all else depends on the content alone.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with connection.read(Path(warehouse)) as database:
        series = database.execute(sql_text.of("exports", "sdmx")).df()
        (published,) = database.execute("select max(published_at) from run").fetchone() or (None,)
    data, structure = folder / "series.sdmx.csv", folder / "structure.sdmx.json"
    data.write_text(data_message(series), encoding="utf-8", newline="")
    structure.write_text(structure_message(series, published or datetime.min), encoding="utf-8")
    return [data, structure]


def issuer_id(code: str | None, name: str) -> str:
    """An SDMX id for a body: its present division code, if any, and eight digits of its name's SHA-256.

    The code alone would not do: a county and its departments share one, and many bodies have none.
    """
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{code}_{mark}" if code else f"_{mark}"


def unit_multiplier(unit: str) -> int:
    """The power of ten in a unit of the catalogue: 4 for 万元, 8 for 亿美元, 0 for 件."""
    return MULTIPLIERS.get(unit[0], 0) if len(unit) > 1 else 0


def decimals(value: float) -> int:
    """How many decimals the shortest decimal writing of a number has."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def data_frame(series: DataFrame) -> DataFrame:
    """The rows of the data message from rows of `exports/sdmx.sql`, one column for each component."""
    import pandas as pd

    rows = []
    for row in series.to_dict("records"):
        power = unit_multiplier(row["catalogue_unit"])
        scaled = {name: _scaled(row[name], power) for name in ("value", "low", "high", "pre_break")}
        code = None if pd.isna(row["issuer_code"]) else row["issuer_code"]
        rows.append(
            (
                "A", issuer_id(code, row["issuer_name"]), row["metric_id"], row["period"], scaled["value"],
                row["obs_status"], scaled["pre_break"], scaled["low"], scaled["high"], row["unit"], power,
                decimals(scaled["value"] or 0.0), row["spell"], row["vintage"], row["observation_id"],
            )
        )  # fmt: skip
    return pd.DataFrame(rows, columns=[part.id for part in PARTS])


def data_message(series: DataFrame) -> str:
    """The text of the SDMX-CSV 2.0 message for rows of `exports/sdmx.sql`."""
    from pysdmx.io import write_sdmx
    from pysdmx.io.format import Format
    from pysdmx.io.pd import PandasDataset
    from pysdmx.model import Schema

    schema = Schema("dataflow", AGENCY, DATAFLOW, _components(), VERSION)
    text = write_sdmx(PandasDataset(structure=schema, data=data_frame(series)), Format.DATA_SDMX_CSV_2_0_0)
    return str(text)


def structure_message(series: DataFrame, prepared: datetime) -> str:
    """The text of the SDMX-JSON 2.0 message with data structure, dataflow, concepts and code lists."""
    from pysdmx.io import write_sdmx
    from pysdmx.io.format import Format
    from pysdmx.model import Agency, Concept, ConceptScheme, Dataflow, DataStructureDefinition
    from pysdmx.model.dataflow import Group
    from pysdmx.model.message import Header

    agency = Agency(AGENCY, name="tongbi")
    concepts = ConceptScheme(
        "CONCEPTS", name="Concepts · 概念", agency=agency, items=[Concept(p.id, name=p.name) for p in PARTS]
    )
    structure = DataStructureDefinition(
        id=DATAFLOW,
        name="Series · 序列",
        agency=agency,
        version=VERSION,
        components=_components(series),
        groups=[Group("SERIES_OF_ISSUER", dimensions=["ISSUER", "METRIC"])],
    )
    structure_urn = f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={AGENCY}:{DATAFLOW}({VERSION})"
    flow = Dataflow(
        id=DATAFLOW, name="Series · 序列", agency=agency, version=VERSION, structure=structure_urn
    )
    header = Header(id=f"{AGENCY}_{DATAFLOW}", prepared=prepared.replace(tzinfo=UTC))
    lists = [_issuers(series), _metrics(series), _statuses(), _frequencies()]
    message = write_sdmx(
        [*lists, concepts, structure, flow], Format.STRUCTURE_SDMX_JSON_2_0_0, header=header, prettyprint=True
    )
    return str(message)


def _components(series: DataFrame | None = None) -> Any:
    from pysdmx.model import Component, Components, Concept, DataType, Role

    codes = {}
    if series is not None:
        codes = {"ISSUER": _issuers(series), "METRIC": _metrics(series)}
        codes |= {"OBS_STATUS": _statuses(), "FREQ": _frequencies()}
    roles = {"dimension": Role.DIMENSION, "measure": Role.MEASURE}
    return Components(
        [
            Component(
                id=part.id,
                required=part.kind in roles or part.id in ("OBS_STATUS", "UNIT_MEASURE", "UNIT_MULT"),
                role=roles.get(part.kind, Role.ATTRIBUTE),
                concept=Concept(
                    part.id,
                    name=part.name,
                    urn=f"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept={AGENCY}:CONCEPTS({VERSION}).{part.id}",
                ),
                local_dtype=DataType(part.type),
                local_codes=codes.get(part.id),
                attachment_level=None if part.kind in roles else part.kind,
            )
            for part in PARTS
        ]
    )


def _codelist(name: str, title: str, codes: Sequence[tuple[str, str]]) -> Any:
    from pysdmx.model import Agency, Code, Codelist

    return Codelist(
        name,
        name=title,
        agency=Agency(AGENCY, name="tongbi"),
        version=VERSION,
        items=[Code(code, name=text) for code, text in codes],
    )


def _issuers(series: DataFrame) -> Any:
    import pandas as pd

    pairs = series[["issuer_code", "issuer_name"]].drop_duplicates().itertuples(index=False)
    codes = [(issuer_id(None if pd.isna(code) else code, name), name) for code, name in pairs]
    return _codelist("CL_ISSUER", "Bodies · 机关", sorted(codes))


def _metrics(series: DataFrame) -> Any:
    triples = series[["metric_id", "name_zh", "name_en"]].drop_duplicates().itertuples(index=False)
    return _codelist("CL_METRIC", "Metrics · 指标", sorted((i, f"{zh} · {en}") for i, zh, en in triples))


def _statuses() -> Any:
    return _codelist("CL_OBS_STATUS", "Status · 状态", sorted(STATUS_NAMES.items()))


def _frequencies() -> Any:
    return _codelist("CL_FREQ", "Frequency · 频率", [("A", "Annual · 年")])


def _scaled(value: float | None, power: int) -> float | None:
    """Exact in decimal, so that 2270000 at 10^4 is 227 and 0.1 stays 0.1."""
    if value is None or value != value:
        return None
    return float(Decimal(repr(value)).scaleb(-power))
