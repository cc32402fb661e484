"""What do people call the months?

One line a language: twelve months apart by spaces, other forms of one month apart by `|` (the case a date stands in,
the usual abbreviation). Names are compared case-folded, without a final point.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_TABLE = {
    "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec",
    "de": "januar|jänner|jän februar|feber märz|mär|mrz|maerz april mai juni juli august september oktober|okt november dezember|dez",
    "nl": "januari februari maart|mrt april mei juni juli augustus september oktober november december",
    "af": "januarie februarie maart april mei junie julie augustus september oktober november desember|des",
    "fr": "janvier|janv février|fevrier|févr|fév mars avril|avr mai juin juillet|juil août|aout septembre octobre novembre décembre|decembre|déc",
    "es": "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre|set octubre noviembre diciembre|dic",
    "pt": "janeiro fevereiro|fev março|marco abril maio|mai junho julho agosto setembro outubro|out novembro dezembro",
    "it": "gennaio|genn|gen febbraio|febb marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre|sett ottobre|ott novembre dicembre",
    "ca": "gener febrer|febr març abril maig juny juliol agost|ag setembre|set octubre novembre desembre|des",
    "gl": "xaneiro|xan febreiro marzo abril maio xuño|xuñ xullo|xul agosto setembro outubro|out novembro decembro",
    "eu": "urtarrilak|urtarrila|urtarrilaren otsailak|otsaila|otsailaren martxoak|martxoa|martxoaren apirilak|apirila|apirilaren maiatzak|maiatza|maiatzaren ekainak|ekaina|ekainaren uztailak|uztaila|uztailaren abuztuak|abuztua|abuztuaren irailak|iraila|irailaren urriak|urria|urriaren azaroak|azaroa|azaroaren abenduak|abendua|abenduaren",
    "ro": "ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie noiembrie|noi decembrie",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember|des",
    "sv": "januari februari mars april maj juni juli augusti|aug september oktober november december",
    "is": "janúar febrúar mars apríl maí júní júlí ágúst|ágú september október nóvember|nóv desember",
    "fo": "januar februar mars apríl mai juni juli august september oktober november desember",
    "kl": "januaari|januaarip februaari|februaarip marsi|marsip apriili|apriilip maaji|maajip juuni|juunip juuli|juulip aggusti|aggustip septemberi|septemberip|septembarip oktoberi|oktoberip|oktobarip novemberi|novemberip|novembarip decemberi|decemberip|decembarip",
    "fi": "tammikuu|tammikuuta|tammi|tammik helmikuu|helmikuuta|helmi|helmik maaliskuu|maaliskuuta|maalis|maalisk huhtikuu|huhtikuuta|huhti|huhtik toukokuu|toukokuuta|touko|toukok kesäkuu|kesäkuuta|kesä|kesäk heinäkuu|heinäkuuta|heinä|heinäk elokuu|elokuuta|elo|elok syyskuu|syyskuuta|syys|syysk lokakuu|lokakuuta|loka|lokak marraskuu|marraskuuta|marras|marrask joulukuu|joulukuuta|joulu|jouluk",
    "et": "jaanuar|jaan veebruar|veebr|veb märts aprill mai juuni|juun juuli|juul august september|sept oktoober|okt november detsember|dets",
    "lv": "janvāris|janvārī|janv februāris|februārī|febr marts|martā aprīlis|aprīlī maijs|maijā jūnijs|jūnijā|jūn jūlijs|jūlijā|jūl augusts|augustā septembris|septembrī oktobris|oktobrī novembris|novembrī decembris|decembrī",
    "lt": "sausio|sausis|saus vasario|vasaris|vas kovo|kovas balandžio|balandis|bal gegužės|gegužė|geg birželio|birželis|birž liepos|liepa|liep rugpjūčio|rugpjūtis|rugp rugsėjo|rugsėjis|rugs spalio|spalis|spal lapkričio|lapkritis|lapkr gruodžio|gruodis|gruod",
    "pl": "stycznia|styczeń|sty lutego|luty|lut marca|marzec kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź listopada|listopad|lis grudnia|grudzień|gru",
    "cs": "ledna|leden|led února|únor|úno března|březen|bře dubna|duben|dub května|květen|kvě června|červen|čvn července|červenec|čvc srpna|srpen|srp září|zář října|říjen|říj listopadu prosince|prosinec|pro",
    "sk": "januára|január februára|február marca|marec apríla|apríl mája|máj júna|jún júla|júl augusta|august septembra|september októbra|október novembra|november decembra|december",
    "sl": "januarja februarja marca|marec aprila maja junija|junij julija|julij avgusta|avgust|avg septembra oktobra novembra decembra",
    "hr": "siječnja|siječanj|sij veljače|veljača|velj ožujka|ožujak|ožu travnja|travanj|tra svibnja|svibanj|svi lipnja|lipanj srpnja|srpanj kolovoza|kolovoz|kol rujna|rujan|ruj listopada studenoga|studenog|studeni|stu prosinca|prosinac",
    "sr": "januar|januara|jan februar|februara mart|marta april|aprila maj|maja jun|juna|juni jul|jula|juli avgust|avgusta|avg septembar|septembra oktobar|oktobra novembar|novembra decembar|decembra",
    "sr-cyrl": "јануар|јануара|јан фебруар|фебруара|феб март|марта|мар април|априла|апр мај|маја јун|јуна јул|јула август|августа|авг септембар|септембра|сеп октобар|октобра|окт новембар|новембра|нов децембар|децембра|дец",
    "mk": "јануари февруари|фев март април мај јуни јули август септември октомври ноември|ное декември|дек",
    "bg": "януари|яну февруари|фев март|мар април|апр май юни юли август|авг септември|сеп октомври|окт ноември декември|дек",
    "ru": "января|январь|янв февраля|февраль|фев|февр марта|март апреля|апрель мая|май июня|июнь|июн июля|июль|июл августа|август сентября|сентябрь|сен|сент октября|октябрь ноября|ноябрь|ноя|нояб декабря|декабрь",
    "uk": "січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|кві|квіт травня|травень|тра|трав червня|червень|чер|черв липня|липень|лип серпня|серпень|сер|серп вересня|вересень|вер жовтня|жовтень|жов|жовт листопада|листопад|лис|лист грудня|грудень|гру|груд",
    "be": "студзеня лютага сакавіка красавіка траўня|мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
    "kk": "қаңтар|қаңтарда ақпан|ақпанда наурыз|наурызда сәуір|сәуірде мамыр|мамырда маусым|маусымда шілде|шілдеде тамыз|тамызда қыркүйек|қыркүйекте қазан|қазанда қараша|қарашада желтоқсан|желтоқсанда",
    "hu": "január február|febr március|márc április|ápr május|máj június|jún július|júl augusztus|aug szeptember|szept október|okt november december",
    "el": "ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ απριλίου|απρίλιος|απρ μαΐου|μαΐος|μάιος|μαι|μαϊ ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ αυγούστου|αύγουστος|αυγ σεπτεμβρίου|σεπτέμβριος|σεπ|σεπτ οκτωβρίου|οκτώβριος|οκτ νοεμβρίου|νοέμβριος|νοε δεκεμβρίου|δεκέμβριος|δεκ",
    "sq": "janar|janari shkurt|shkurti mars|marsi prill|prilli maj|maji qershor|qershori korrik|korriku gusht|gushti shtator|shtatori tetor|tetori nëntor|nëntori dhjetor|dhjetori",
    "tr": "ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara",
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "uz": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    "ga": "eanáir|ean feabhra|feabh márta aibreán|aib bealtaine|beal meitheamh|meith iúil lúnasa|lún mheán|meán dheireadh|deireadh samhain|samh nollaig|noll",
    "cy": "ionawr|ion chwefror|chwe mawrth|maw ebrill|ebr mai mehefin|meh gorffennaf|gor awst medi hydref|hyd tachwedd|tach rhagfyr|rhag",
    "id": "januari februari maret april mei juni juli agustus|agu|agt|ags september oktober november|nop desember|des",
    "ms": "januari februari mac april mei jun julai ogos|ogo september oktober november disember|dis",
    "fil": "enero pebrero|peb marso abril mayo hunyo|hun hulyo|hul agosto setyembre|set oktubre nobyembre|nob disyembre|dis",
    "sw": "januari februari machi aprili|apr mei juni julai agosti|ago septemba oktoba novemba desemba",
    "so": "janaayo|jannaayo feberaayo|febraayo maarso abriil maajo|maayo juun luulyo agoosto sebtembar oktoobar nofembar|noofeembar desembar|diseembar",
    "zu": "januwari|ujanuwari|masingana februwari|ufebruwari|nhlolanja mashi|umashi|ndasa ephreli|u-ephreli|mbasa meyi|umeyi|nhlaba juni|ujuni|nhlangulana julayi|ujulayi|ntulikazi agasti|u-agasti|ncwaba septhemba|useptemba|mandulo okthoba|u-okthoba|mfumfu novemba|unovemba|lwezi disemba|udisemba|zibandlela",
    "st": "pherekgong hlakola hlakubele mmesa motsheanong phupjane phupu phato loetse|lwetse mphalane pudungwana tshitwe",
    "ar": "يناير|جانفي فبراير|فيفري مارس أبريل|ابريل|إبريل|أفريل مايو|ماي يونيو|يونيه|جوان يوليو|يوليوز|يوليه|جويلية أغسطس|اغسطس|غشت|أوت سبتمبر|شتنبر أكتوبر|اكتوبر نوفمبر|نونبر ديسمبر|دجنبر",
    "ar-levant": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "fa": "ژانویه فوریه مارس آوریل|اپریل مه|می ژوئن|جون ژوئیه|جولای اوت|آگست سپتامبر اکتبر نوامبر دسامبر",
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "he": "ינואר|בינואר פברואר|בפברואר מרץ|במרץ|מרס|במרס אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר",
    "hi": "जनवरी|जन फरवरी|फ़रवरी|फर मार्च अप्रैल मई जून जुलाई अगस्त|अग सितंबर|सितम्बर|सित अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर",
    "mr": "जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर",
    "bn": "জানুয়ারি|জানুয়ারী ফেব্রুয়ারি|ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট|অগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "ta": "ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்",
    "te": "జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై|జూలై ఆగస్టు సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్",
    "th": "มกราคม|ม.ค กุมภาพันธ์|ก.พ มีนาคม|มี.ค เมษายน|เม.ย พฤษภาคม|พ.ค มิถุนายน|มิ.ย กรกฎาคม|ก.ค สิงหาคม|ส.ค กันยายน|ก.ย ตุลาคม|ต.ค พฤศจิกายน|พ.ย ธันวาคม|ธ.ค",
    "lo": "ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ",
    "km": "មករា កុម្ភៈ|កុម្ភ: មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
    "my": "ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ်|သြဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ",
    "ka": "იანვარი|იანვარს|იან თებერვალი|თებ მარტი|მარ აპრილი|აპრ მაისი|მაი ივნისი|ივნ ივლისი|ივლ აგვისტო|აგვ სექტემბერი|სექ ოქტომბერი|ოქტ ნოემბერი|ნოე დეკემბერი|დეკ",
    "hy": "հունվարի|հունվար փետրվարի|փետրվար մարտի|մարտ ապրիլի|ապրիլ մայիսի|մայիս հունիսի|հունիս հուլիսի|հուլիս օգոստոսի|օգոստոս սեպտեմբերի|սեպտեմբեր հոկտեմբերի|հոկտեմբեր նոյեմբերի|նոյեմբեր դեկտեմբերի|դեկտեմբեր",
    "ne": "जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट|अगस्त सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर",
    "gu": "જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ|જુલાઇ ઓગસ્ટ|ઑગસ્ટ સપ્ટેમ્બર ઓક્ટોબર|ઑક્ટોબર નવેમ્બર ડિસેમ્બર",
    "pa": "ਜਨਵਰੀ ਫਰਵਰੀ|ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ",
    "kn": "ಜನವರಿ ಫೆಬ್ರವರಿ|ಫೆಬ್ರುವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್",
    "ml": "ജനുവരി ഫെബ്രുവരി മാർച്ച്|മാര്‍ച്ച് ഏപ്രിൽ|ഏപ്രില്‍ മേയ്|മെയ് ജൂൺ|ജൂണ്‍ ജൂലൈ ഓഗസ്റ്റ്|ആഗസ്റ്റ് സെപ്റ്റംബർ|സെപ്തംബർ|സെപ്റ്റംബര്‍ ഒക്ടോബർ|ഒക്ടോബര്‍ നവംബർ|നവംബര്‍ ഡിസംബർ|ഡിസംബര്‍",
    "or": "ଜାନୁଆରୀ|ଜାନୁୟାରୀ ଫେବୃଆରୀ|ଫେବୃୟାରୀ|ଫେବ୍ରୁଆରୀ ମାର୍ଚ୍ଚ ଅପ୍ରେଲ|ଏପ୍ରିଲ ମଇ|ମେ ଜୁନ|ଜୁନ୍ ଜୁଲାଇ ଅଗଷ୍ଟ ସେପ୍ଟେମ୍ବର ଅକ୍ଟୋବର ନଭେମ୍ବର ଡିସେମ୍ବର",
    "as": "জানুৱাৰী ফেব্ৰুৱাৰী মাৰ্চ এপ্ৰিল মে জুন জুলাই আগষ্ট ছেপ্টেম্বৰ অক্টোবৰ নৱেম্বৰ ডিচেম্বৰ",
    "si": "ජනවාරි පෙබරවාරි මාර්තු අප්‍රේල්|අප්රේල් මැයි ජූනි|ජුනි ජූලි|ජුලි අගෝස්තු සැප්තැම්බර් ඔක්තෝබර් නොවැම්බර් දෙසැම්බර්",
    "am": "ጃንዩወሪ|ጃንዋሪ|ጃኑዋሪ ፌብሩወሪ|ፌብሩዋሪ|ፌብርዋሪ ማርች ኤፕሪል|ኤፕረል ሜይ ጁን ጁላይ ኦገስት ሴፕቴምበር|ሴፕቴምር ኦክቶበር|ኦክተውበር ኖቬምበር|ኖቨምበር ዲሴምበር",
    "tg": "январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри",
    "uz-cyrl": "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
    "tk": "ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr",
    "ku": "rêbendan|çile sibat adar|avdar nîsan gulan hezîran|pûşper tîrmeh tebax îlon cotmeh mijdar berfanbar",
    "ckb": "کانوونی_دووەم شوبات|شوبات ئازار|ئادار نیسان ئایار حوزەیران تەممووز|تەمموز ئاب ئەیلوول|ئەیلول تشرینی_یەکەم تشرینی_دووەم کانوونی_یەکەم",
    "ps": "جنوري فبروري مارچ اپریل می جون جولای اګست سپتمبر اکتوبر نومبر دسمبر",
    "sd": "جنوري فيبروري مارچ اپريل مئي جون جولاءِ آگسٽ سيپٽمبر آڪٽوبر نومبر ڊسمبر",
    "ha": "janairu fabrairu maris afirilu mayu yuni yuli agusta satumba oktoba nuwamba disamba",
    "ig": "jenụwarị febrụwarị machị eprel mee juun julaị ọgọọst septemba ọktoba novemba disemba",
    "rw": "mutarama gashyantare werurwe mata gicurasi kamena nyakanga kanama nzeri|nzeli ukwakira ugushyingo ukuboza",
    "mg": "janoary febroary martsa aprily mey jona jolay aogositra septambra oktobra novambra desambra",
    "lb": "januar februar|feber mäerz abrëll mee juni juli august september oktober november dezember",
    "mt": "jannar frar marzu april mejju ġunju lulju awwissu settembru ottubru novembru diċembru",
    "fy": "jannewaris febrewaris maart april maaie juny july augustus septimber oktober novimber desimber",
    "gd": "faoilleach gearran màrt giblean cèitean ògmhios iuchar lùnastal sultain dàmhair samhain dùbhlachd",
    "eo": "januaro februaro marto aprilo majo junio julio aŭgusto septembro oktobro novembro decembro",
    "vi": "tháng_một tháng_hai tháng_ba tháng_tư tháng_năm tháng_sáu tháng_bảy tháng_tám tháng_chín tháng_mười tháng_mười_một tháng_mười_hai",
}  # fmt: skip

_JALALI = (
    "فروردین|حمل|وری اردیبهشت|ثور|غویی خرداد|جوزا|غبرګولی تیر|سرطان|چنګاښ مرداد|امرداد|اسد|زمری شهریور|سنبله|وږی "
    "مهر|میزان|تله آبان|عقرب|لړم آذر|قوس|لیندۍ دی|جدی|مرغومی بهمن|دلو|سلواغه اسفند|حوت|کب"
)
"""of Iran, and of Afghanistan in both its languages"""

_CLASHES = {("hr", "listopada"): 10, ("sr", "listopada"): 10, ("bs", "listopada"): 10}
"""names that stand for another month in this language than in the others"""


def _read(line: str) -> dict[str, int]:
    return {
        name.replace("_", " ").casefold(): number
        for number, names in enumerate(line.split(), 1)
        for name in names.split("|")
    }


MONTHS: dict[str, int] = {}
for _line in reversed(_TABLE.values()):  # the first line that has a name decides it
    MONTHS |= _read(_line)
JALALI = _read(_JALALI)


MONTHS |= {f"ខែ{name}": number for name, number in _read(_TABLE["km"]).items()}
MONTHS |= {f"{name}လ": number for name, number in _read(_TABLE["my"]).items()}
VIETNAMESE = frozenset("một hai ba tư năm sáu bảy tám chín mười".split())
"""the numbers that Vietnamese months are called by"""


def vietnamese(before: str, number: str) -> str:
    """The name of the month whose last word is a number, by what stands before that; the word itself where none is."""
    before = before.casefold().rstrip()
    for lead in ("tháng mười", "tháng"):
        if before.endswith(lead):
            return f"{lead} {number}"
    return number


@cache
def _unaccented() -> dict[str, int]:
    """The names as they are written without accents: in capitals, or in a hurry."""
    return {plain(name): number for name, number in reversed(MONTHS.items()) if name[0] < "\u0400"}


def plain(name: str) -> str:
    """A name in small letters without accents."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("ı", "i"))
    return "".join([letter for letter in letters if not unicodedata.combining(letter)])


def month_of(name: str, language: str = "") -> int:
    """The number of a month's name, 0 where it is none."""
    name = name.casefold().rstrip(".").replace("\u0307", "")
    found = MONTHS.get(name, 0)
    if not found and name[:1] < "\u0400":
        found = _unaccented().get(plain(name), 0)
    return _CLASHES.get((language[:2], name), found) if found else 0
