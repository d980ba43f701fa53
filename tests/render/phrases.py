"""A small catalogue "report" for the sample, so that rendering is tested apart from the real texts."""

from __future__ import annotations

from dxassess.wording.wording import Wording

_TEXTS: dict[str, tuple[str, str]] = {
    "title": ("Mức độ sẵn sàng chuyển đổi số y tế", "Digital readiness of health care"),
    "headline": (
        "{name} đạt {score} trên 100 điểm, xấp xỉ toàn vùng; nhân lực và dữ liệu là hai khoảng trống",
        "{name} scores {score} out of 100, level with the region; workforce and data are the clearest gaps",
    ),
    "lead": (
        "Tỉnh đứng trong khoảng {ranks} trên {n} tỉnh. {part}",
        "The province ranks {ranks} of {n} provinces. {part}",
    ),
    "lead.part": ("Số liệu tính đến {day}.", "Figures as of {day}."),
    "stat.score": ("Điểm chung, thang 100", "Overall score, out of 100"),
    "stat.rank": ("Khoảng thứ hạng trong vùng", "Likely rank in the region"),
    "stat.level": ("Mức trưởng thành", "Maturity level"),
    "stat.answers": ("Cơ sở đã gửi phiếu", "Facilities that answered"),
    "stat.interval": ("khoảng tin cậy 95%: {span}", "95% interval: {span}"),
    "stat.note": ("giá trị giữa: {value}", "central value: {value}"),
    "of": ("{part}/{whole}", "{part}/{whole}"),
    "points": ("Ba điều cần biết", "Three things to know"),
    "point": ("Nhân lực thấp hơn toàn vùng {gap} điểm", "Workforce is {gap} points below the region"),
    "point.text": (
        "Chỉ {share} cơ sở có cán bộ CNTT chuyên trách. Đây là điều kiện yếu nhất ở mọi loại cơ sở.",
        "Only {share} of facilities have dedicated IT staff. It is the weakest condition in every type.",
    ),
    "section.position": ("Vị trí trong vùng", "Place in the region"),
    "section.conditions": ("Năm điều kiện", "Five conditions"),
    "section.systems": ("Hệ thống và mục tiêu", "Systems and targets"),
    "section.facilities": ("Các cơ sở trong tỉnh", "Facilities of the province"),
    "section.method": ("Phương pháp và nguồn số liệu", "Method and sources"),
    "intro": (
        "Thứ hạng chỉ có ý nghĩa khi đi kèm độ không chắc chắn; mỗi vạch ngang là một khoảng tin cậy.",
        "A rank means something only with its uncertainty; each line is an interval.",
    ),
    "figure": ("Phát hiện của hình {name}", "The finding of figure {name}"),
    "figure.sub": ("Điểm chung, thang 0–100", "Overall score, 0–100"),
    "figure.alt": (
        "Hình {name}: số liệu trong bảng kèm theo.",
        "Figure {name}: the numbers are in its table.",
    ),
    "how": (
        "Cách đọc: chấm xanh là tỉnh này, vạch xanh là khoảng tin cậy.",
        "How to read: the blue dot is this province, the line its interval.",
    ),
    "warning": ("Tỷ lệ trả lời thấp: đọc kết quả một cách thận trọng.", "Few answers: read with caution."),
    "file": ("Tệp", "File"),
    "hash": ("SHA-256", "SHA-256"),
    "outcome": ("Kết quả", "Outcome"),
    "accepted": ("đã nhận", "accepted"),
    "facility": ("Cơ sở", "Facility"),
    "type": ("Loại cơ sở", "Type"),
    "overall": ("Điểm chung", "Overall"),
    "level": ("Mức", "Level"),
    "facilities": ("Điểm của từng cơ sở theo năm điều kiện", "Facility scores by condition"),
    "reproduce": ("Bộ câu hỏi {version}; lập {day}", "Questionnaire {version}; made on {day}"),
}


class Phrases(Wording):
    """A wording whose catalogue stands in this file."""

    def __init__(self, language: str) -> None:
        self.language = language

    def text(self, key: str, /, **facts: object) -> str:
        return _TEXTS[key][self.language == "en"].format(**facts)

    def has(self, key: str) -> bool:
        return key in _TEXTS
