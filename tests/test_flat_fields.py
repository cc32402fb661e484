"""Headline and author of flat texts in scripts without capitals."""

from __future__ import annotations

import cleaner

HEBREW = """ראשי
חדשות
ספורט
קו החשמלית הישן לנמל נפתח מחדש אחרי אחת עשרה שנה
מאת: דנה לביא
12 במרץ 2024
קו החשמלית שחיבר פעם את השוק עם הנמל שב לפעול, אחת עשרה שנה אחרי שהקרון האחרון יצא מהמוסך.
כארבע מאות איש עמדו בגשם כדי לראות את יציאתו של הקרון, שמוזיאון התחבורה שמר במחסן במשך שנים.
החשמליות יוצאות כל שתים עשרה דקות עד אחת עשרה בלילה, וכרטיס עולה שישה שקלים לכל נוסע בוגר.
"""
CHINESE = """首页
新闻
体育
通往港口的老电车线路时隔十一年重新开通
市政府花费四千二百万元修复埋在沥青下的铁轨，乘客冒雨等候首班车。
2024-03-12 09:41
曾经连接市场街和港口的电车线路重新投入运营，距最后一辆电车驶离车库已有十一年。
约有四百人站在雨中，观看十七号电车出发，这辆车由交通博物馆在仓库里保存多年，从未再次上路。
电车每十二分钟一班，运行至晚上十一点，票价两元，市政府说下一条线路计划于三年后开通，仍在等待。
"""
KOREAN = """홈
뉴스
로그인
구독하기
항구로 가는 옛 전차 노선, 11년 만에 다시 열렸다
김미정 기자
입력 2024.03.12 09:41
한때 시장과 항구를 잇던 전차 노선이 마지막 전차가 차고를 떠난 지 11년 만에 다시 운행을 시작했다.
시민 400여 명이 빗속에 서서 전차가 떠나는 모습을 지켜봤다. 이 전차는 박물관이 오랫동안 보관해 온 것이다.
"""


def test_a_paragraph_of_hebrew_is_prose_though_it_has_no_vowels() -> None:
    assert cleaner.clean(HEBREW).title == "קו החשמלית הישן לנמל נפתח מחדש אחרי אחת עשרה שנה"


def test_a_standfirst_ends_with_the_stop_of_its_script_and_is_no_headline() -> None:
    assert cleaner.clean(CHINESE).title == "通往港口的老电车线路时隔十一年重新开通"


def test_a_button_is_nobody_though_its_verb_begins_like_a_surname() -> None:
    assert list(cleaner.clean(KOREAN).authors) == ["김미정"]
