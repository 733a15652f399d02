"""The demo's clock past Sunday evening and Monday morning: the whole ladder, in the right phones and no others."""

import re

from tests.programs import running
from tests.test_demo import lines, say, who

NUDGE = re.compile(r"^(?P<villages>.+?) chưa có số liệu (?P<week>tuần [^ ]+) \(hạn ", re.MULTILINE)


def test_the_whole_ladder_in_the_right_phones(tmp_path):
    with running(tmp_path, "demo") as demo:
        people = who(demo)
        village = {one["id"]: one["unit"].removesuffix(" (mẫu)") for one in demo.json("/api/demo")["people"]}
        leaders = {one["id"] for one in demo.json("/api/demo")["people"] if one["role"] == "tổ trưởng"}
        hoa = people["Nguyễn Thị Hoa"]

        def nudged(week: str = "") -> dict[str, int]:
            """Who got how many nudges about a week (the one of the last step where none is named)."""
            found = {}
            for person in people.values():
                said = [match for text in lines(demo, person) for match in NUDGE.finditer(text)]
                about = [match for match in said if match["week"] == week or not week]
                if about:
                    found[person] = len(about)
                    for match in about:
                        assert village[person].lower() in match["villages"].lower(), "only about their own village"
            return found

        owing_before = missing(say(demo, hoa, "ai chưa báo"))
        assert owing_before
        evening = demo.json("/api/demo/clock", {"step": "evening"})
        weeks = [
            match["week"] for one in people.values() for text in lines(demo, one) for match in NUDGE.finditer(text)
        ]
        week = weeks[-1]
        first = nudged(week)
        owing = {village[person] for person in first}
        assert evening["sent"] >= len(first) > 0
        assert missing(say(demo, hoa, "ai chưa báo")) >= owing, "nobody who reported is reminded"
        assert hoa not in first

        # Overnight one of them says that there was nothing.
        done = next(iter(first))
        assert "Đã ghi" in say(demo, done, f"{week} không có gì")
        demo.json("/api/demo/clock", {"step": "deadline"})
        morning = nudged(week)
        assert {person: count for person, count in morning.items() if village[person] == village[done]} == {
            person: count for person, count in first.items() if village[person] == village[done]
        }, "after the report that village hears no more"
        assert all(morning[one] == first[one] + 1 for one in first if village[one] != village[done]), "once a wave"
        assert set(morning) == set(first), "those who usually report, in the morning as in the evening"
        late = {
            one: [text for text in lines(demo, one) if text.startswith(f"Đã đến hạn {week}")] for one in people.values()
        }
        assert all(one in leaders or one == hoa for one, texts in late.items() if texts)
        assert all(one in morning or late[one] for one in leaders if village[one] in owing - {village[done]}), (
            "each leader of a village that owes has heard of it: as the one who reports, or because it is due"
        )
        digests = [text for text in lines(demo, hoa) if text.startswith("📊")]
        assert any(week.removeprefix("tuần ") in text for text in digests), "the officer has the digest"
        left = ""
        for _ in range(14):  # the next working day: nothing is said to officers on a holiday
            demo.json("/api/demo/clock", {"step": "day"})
            left = next((text for text in lines(demo, hoa) if text.startswith(f"Sau hạn {week}")), "")
            if left:
                break
        assert nudged(week) == morning, "after it is due only the officer hears of it"
        assert left
        assert village[done] not in left
        assert all(name in left for name in owing - {village[done]})
        assert "hạn 10 giờ sáng" in say(demo, next(one for one in first if one != done), "vì sao nhắc em")


def missing(text: str) -> set[str]:
    """The villages that an answer to “ai chưa báo” lists."""
    return {name.removesuffix(" (mẫu)") for name in re.findall(r"^• (.+?):", text, re.MULTILINE)}
