"""What the invented respondents write where a form asks for words. Data, not messages: nobody reads them
as the program's own."""

from __future__ import annotations

from random import Random

_EVIDENCE = {
    "vi": (
        "Quyết định số {number}/QĐ-VD ngày {day:02d}/{month:02d}/2023",
        "Kế hoạch số {number}/KH-VD ngày {day:02d}/{month:02d}/2023",
        "Biên bản họp ngày {day:02d}/{month:02d}/2023, lưu tại phòng Kế hoạch - Tổng hợp",
        "Ảnh chụp màn hình phần mềm ngày {day:02d}/{month:02d}/2023",
        "Báo cáo số {number}/BC-VD ngày {day:02d}/{month:02d}/2023",
    ),
    "en": (
        "Decision no. {number}/QD-VD of {day:02d}/{month:02d}/2023",
        "Plan no. {number}/KH-VD of {day:02d}/{month:02d}/2023",
        "Minutes of the meeting of {day:02d}/{month:02d}/2023, kept by the planning department",
        "Screenshot of the software of {day:02d}/{month:02d}/2023",
        "Report no. {number}/BC-VD of {day:02d}/{month:02d}/2023",
    ),
}
_STORIES = {
    "vi": (
        "Đặt lịch khám qua điện thoại: thời gian chờ giảm từ 95 xuống 40 phút; chi phí 60 triệu đồng.",
        "Hội chẩn từ xa với bệnh viện tuyến trên hằng tuần: số ca chuyển tuyến giảm 12%.",
        "Bảng theo dõi tồn kho thuốc dùng chung: không còn thuốc hết hạn trong 6 tháng.",
        "Tổ hỗ trợ người dân cài sổ sức khỏe điện tử tại trạm: 60% lượt khám đã gửi dữ liệu.",
        "Thanh toán bằng mã QR tại quầy: 45% lượt thu không dùng tiền mặt sau 9 tháng.",
    ),
    "en": (
        "Booking by telephone: waiting time fell from 95 to 40 minutes; cost 60 million dong.",
        "Weekly remote consultation with a larger hospital: 12% fewer referrals.",
        "A shared table of medicines in stock: none expired in 6 months.",
        "A team that helps people to install the electronic health book: 60% of visits send their data.",
        "QR payment at the desk: 45% of payments without cash after 9 months.",
    ),
}


def invent_evidence(language: str, random: Random) -> str:
    """A document or screenshot that would prove an answer."""
    pattern = random.choice(_EVIDENCE[language])
    return pattern.format(
        number=random.randint(12, 890), day=random.randint(1, 28), month=random.randint(1, 9)
    )


def invent_story(language: str, random: Random) -> str:
    """A good model in a sentence: what was done and what came of it."""
    return random.choice(_STORIES[language])
