"""Tables: what the database must guarantee, one file per aggregate."""

from app.models.activity import Activity, ActivityMoney, ActivityQuantity, Attachment, Campaign
from app.models.base import Base
from app.models.catalogue import CatalogueEntry
from app.models.duty import DutyDone
from app.models.figure import Figure, IndicatorTarget
from app.models.history import Change, ExportEntry
from app.models.office import Office, Signer
from app.models.officer import Officer, YearClosing
from app.models.paper import (
    Paper,
    PaperAttachment,
    PaperNode,
    PaperTask,
    PaperVersion,
    PaperWaiver,
    TaskProgress,
)
from app.models.parcel import (
    Collection,
    KeptFile,
    QuarantinedFile,
    ReceiptRead,
    ReceiptRemark,
    ReceivedActivity,
    ReceivedDocument,
    ReceivedFigure,
    ReceivedPackage,
    ReceivedUnit,
    ReportSeal,
    SentCopy,
    SentPackage,
    TotalsBasis,
    UpperTask,
)
from app.models.unit import OfficeKey, Unit, UnitCard, UnitChange

__all__ = [
    "Activity",
    "ActivityMoney",
    "ActivityQuantity",
    "Attachment",
    "Base",
    "Campaign",
    "CatalogueEntry",
    "Change",
    "Collection",
    "DutyDone",
    "ExportEntry",
    "Figure",
    "IndicatorTarget",
    "KeptFile",
    "Office",
    "OfficeKey",
    "Officer",
    "Paper",
    "PaperAttachment",
    "PaperNode",
    "PaperTask",
    "PaperVersion",
    "PaperWaiver",
    "QuarantinedFile",
    "ReceiptRead",
    "ReceiptRemark",
    "ReceivedActivity",
    "ReceivedDocument",
    "ReceivedFigure",
    "ReceivedPackage",
    "ReceivedUnit",
    "ReportSeal",
    "SentCopy",
    "SentPackage",
    "Signer",
    "TaskProgress",
    "TotalsBasis",
    "Unit",
    "UnitCard",
    "UnitChange",
    "UpperTask",
    "YearClosing",
]
