"""What an office edits about itself: names, telephone, form codes, clocks. Law numbers are settings because they change."""

from sqlmodel import Field, Session, col, select

from core.db import Record
from core.work import Work

DEFAULTS = {
    "office_name": "Hội Liên hiệp Phụ nữ tỉnh Hà Tĩnh",
    "installation_name": "Tỉnh Hà Tĩnh",
    "callback_number": "0239 000 1268",
    "callback_hours": "7:30 – 17:00",
    "callback_person": "cán bộ phụ trách hồ sơ",
    "portal_url": "http://127.0.0.1:8000",
    "smtp_host": "127.0.0.1",
    "smtp_port": "1025",
    "smtp_from": "hoi-am@localhost",
    "form_code_consent": "",
    "form_code_handover": "",
    "withdrawal_days": "15",
    "box_ageing_days": "7",
    "collection_to_ship_days": "5",
}


class OfficeSetting(Record, table=True):
    """One change of one setting; the newest row counts, the older ones say what was printed then."""

    __tablename__ = "office_setting"

    key: str = Field(index=True)
    value: str


def get(session: Session, key: str) -> str:
    """The value in force. Raises KeyError for a key that is not in DEFAULTS."""
    query = select(OfficeSetting.value).where(OfficeSetting.key == key).order_by(col(OfficeSetting.recorded_at).desc())
    return session.exec(query.limit(1)).first() or DEFAULTS[key]


def number(session: Session, key: str) -> int:
    return int(get(session, key))


def put(work: Work, key: str, value: str) -> None:
    if key not in DEFAULTS:
        raise KeyError(key)
    work.save(OfficeSetting(key=key, value=value))
    work.audit("office.put", f"setting:{key}")
