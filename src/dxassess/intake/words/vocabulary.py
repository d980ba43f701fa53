"""The words that respondents use, folded: `same_words` for those read as they stand, `without_accents` for
the headings, which are only looked for."""

from __future__ import annotations

from dxassess.intake.words.text import same_words, without_accents


def _exactly(*words: str) -> frozenset[str]:
    return frozenset(map(same_words, words))


def _roughly(*words: str) -> frozenset[str]:
    return frozenset(map(without_accents, words))


YES = _exactly("Có", "Yes", "✓", "✔", "☑", "x", "1", "True", "Đúng", "Y")
NO = _exactly("Không", "No", "0", "False", "Sai", "N", "✗", "✘", "☐")
MARKS = _exactly("✓", "✔", "☑", "x", "1", "✗", "✘", "☐", "0")
"""Signs for yes and no: read without doubt, though they are no words."""
YES_LOOSELY = _roughly("co", "roi", "da co", "co a", "v", "√", "☒") | _roughly(*YES)
NO_LOOSELY = _roughly("khong", "ko", "k", "chua", "chua co", "khong co") | _roughly(*NO)
NOT_APPLICABLE = _exactly("Không áp dụng", "N/A", "NA", "Not applicable", "KAD")
NOT_APPLICABLE_LOOSELY = _roughly("khong ap dung", "na", "n.a", "kad")
ANSWER_HEADINGS = _roughly(
    "Trả lời", "Câu trả lời", "Phần trả lời", "Đáp án", "Answer", "Your answer", "Response", "Kết quả"
)
EVIDENCE_HEADINGS = _roughly(
    "Minh chứng", "Bằng chứng", "Tài liệu minh chứng", "Tài liệu kiểm chứng", "Evidence", "Proof"
)
