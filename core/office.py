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
    "smtp_security": "none",
    "smtp_user": "",
    "smtp_beyond_loopback": "no",
    "message_tries": "5",
    "form_code_consent": "",
    "form_code_handover": "",
    "form_code_letter": "",
    "first_answer_days": "2",
    "idle_minutes": "120",
    "withdrawal_days": "15",
    "withdrawal_days_others": "20",
    "withdrawal_extension_days": "15",
    "access_days": "10",
    "access_days_others": "15",
    "access_extension_days": "10",
    "erasure_days": "20",
    "erasure_days_others": "30",
    "erasure_extension_days": "20",
    "complaint_days": "30",
    "complaint_days_others": "30",
    "complaint_extension_days": "15",
    "rights_basis": "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15; Điều 5 Nghị định số 356/2025/NĐ-CP",
    "complaint_authority": "Cục An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao (A05), Bộ Công an",
    "form_code_rights": "",
    "box_ageing_days": "7",
    "box_late_days": "30",
    "recall_days": "2",
    "collection_to_ship_days": "5",
}


class OfficeSetting(Record, table=True):
    """One change of one setting; the newest row counts, the older ones say what was printed then."""

    __tablename__ = "office_setting"

    key: str = Field(index=True)
    value: str
    actor: str = ""


def get(session: Session, key: str) -> str:
    """The value in force. Raises KeyError for a key that is not in DEFAULTS."""
    query = select(OfficeSetting.value).where(OfficeSetting.key == key).order_by(col(OfficeSetting.recorded_at).desc(), col(OfficeSetting.id).desc())
    return session.exec(query.limit(1)).first() or DEFAULTS[key]


def number(session: Session, key: str) -> int:
    return int(get(session, key))


def put(work: Work, key: str, value: str) -> None:
    if key not in DEFAULTS:
        raise KeyError(key)
    work.save(OfficeSetting(key=key, value=value, actor=work.actor.login))
    work.audit("office.put", f"setting:{key}")


def everything(session: Session) -> dict[str, str]:
    """Every value in force, in one read."""
    rows = session.exec(select(OfficeSetting).order_by(col(OfficeSetting.recorded_at), col(OfficeSetting.id)))
    return DEFAULTS | {row.key: row.value for row in rows if row.value and row.key in DEFAULTS}


def changes(session: Session, limit: int = 40) -> list[OfficeSetting]:
    """Who set what to what, newest first."""
    query = select(OfficeSetting).order_by(col(OfficeSetting.recorded_at).desc(), col(OfficeSetting.id).desc())
    return list(session.exec(query.limit(limit)))
