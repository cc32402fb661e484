"""May this be a person's name, in a script without capitals?

Any short line looks like a name there: a section's, a source's. Where words are parted, a name has two to five of them;
where they are not, it begins with one of the usual surnames, most people's.
"""

from __future__ import annotations

from cleaner.late import late

_KOREAN = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현"
    "함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국"
)
_CHINESE = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭"
    "田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋付傅邹鄒孟熊秦邱江"
    "尹薛闫阎閻段雷侯龙龍陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯温溫康施牛葛柯翁游詹赖賴庄莊"
)
_JAPANESE = (
    "佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 "
    "井上 木村 斎藤 斉藤 清水 山崎 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 "
    "長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 太田 西村 藤井 金子 岡本 藤原 中野 "
    "三浦 原田 中川 松田 竹内 小野 田村 中山 和田 石田 森田 上田 内田 柴田 酒井 宮崎 "
    "横山 高木 安藤 宮本 大野 小島 谷口 今井 工藤 高田 増田 丸山 杉山 村田 大塚 新井 "
    "小山 平野 藤本 河野 上野 野口 武田 松井 千葉 菅原 岩崎 久保 木下 佐野 野村 松尾 "
    "菊地 菊池 杉本 市川 古川 大西 水野 桜井 島田"
)
_FULL = late(rf"(?:{'|'.join(_JAPANESE.split())})\s?\w{{1,4}}|[\u4e00-\u9fff々]{{1,3}}[ \u3000]\w{{1,4}}")
_DENSE = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MOST = 5
_BUTTONS = ("하기", "보기")
"""how a button's verb ends, which may begin like a surname: 구독하기, 제보하기"""


def has_capitals(text: str) -> bool:
    """Whether a text begins in a script that knows capitals."""
    return text.isascii() or text[:1].isupper() or text[:1].islower()


def may_be_person(name: str) -> bool:
    """Whether a name in a script without capitals may be a person's."""
    if not _DENSE.search(name):
        return 1 < len(name.split()) <= _MOST
    if name[0] in _KOREAN:
        return 1 < len(name) < _MOST and not name.endswith(_BUTTONS)
    return (name[0] in _CHINESE and 1 < len(name) < _MOST) or _FULL.fullmatch(name) is not None
