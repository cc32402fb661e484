"""Lone phrases of thirty languages in articles of fifteen, and what only looks like one; all of it invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from cleaner import account
from cleaner.page import Page, Record
from cleaner.pipeline import process
from cleaner.settings import Settings

# fmt: off
PHRASES = {
    "af": (
        "ten spyte van hierdie",
        "volgens die polisie se verklaring",
        "nadat hy uit die hospitaal ontslaan is",
        "met die hulp van sy familie",
        "sonder om vir iemand te sê",
    ),
    "nl": (
        "ondanks deze nieuwe regels",
        "volgens een woordvoerder van de politie",
        "nadat hij uit het ziekenhuis kwam",
        "met de hulp van zijn buren",
        "zonder iets te zeggen",
    ),
    "de": (
        "trotz dieser neuen Regeln",
        "nach Angaben der Polizei",
        "nachdem er das Krankenhaus verlassen hatte",
        "mit der Hilfe seiner Nachbarn",
        "ohne jemandem etwas zu sagen",
    ),
    "fr": (
        "malgré toutes ces critiques",
        "selon un porte-parole de la police",
        "après avoir quitté l'hôpital",
        "avec l'aide de ses voisins",
        "sans rien dire à personne",
    ),
    "es": (
        "a pesar de todo esto",
        "según un portavoz de la policía",
        "después de salir del hospital",
        "con la ayuda de sus vecinos",
        "sin decir nada a nadie",
    ),
    "it": (
        "nonostante tutte queste critiche",
        "secondo un portavoce della polizia",
        "dopo essere uscito dall'ospedale",
        "con l'aiuto dei suoi vicini",
        "senza dire niente a nessuno",
    ),
    "pt": (
        "apesar de tudo isso",
        "segundo um porta-voz da polícia",
        "depois de sair do hospital",
        "com a ajuda dos seus vizinhos",
        "sem dizer nada a ninguém",
    ),
    "sv": (
        "trots alla dessa regler",
        "enligt en talesman för polisen",
        "efter att han lämnat sjukhuset",
        "med hjälp av sina grannar",
        "utan att säga något till någon",
    ),
    "da": (
        "på trods af alle disse regler",
        "ifølge en talsmand for politiet",
        "efter at han forlod hospitalet",
        "med hjælp fra sine naboer",
        "uden at sige noget til nogen",
    ),
    "fi": (
        "kaikesta tästä huolimatta",
        "poliisin tiedottajan mukaan",
        "sen jälkeen kun hän lähti sairaalasta",
        "naapuriensa avulla ja tuella",
        "sanomatta mitään kenellekään muulle",
    ),
    "pl": (
        "mimo tych wszystkich zmian",
        "według rzecznika policji w mieście",
        "po tym jak opuścił szpital",
        "z pomocą swoich sąsiadów",
        "nie mówiąc nikomu ani słowa",
    ),
    "cs": (
        "navzdory všem těmto změnám",
        "podle mluvčího místní policie",
        "poté co opustil nemocnici",
        "s pomocí svých sousedů",
        "aniž by někomu něco řekl",
    ),
    "hu": (
        "mindezek ellenére is",
        "a rendőrség szóvivője szerint",
        "miután elhagyta a kórházat",
        "a szomszédai segítségével",
        "anélkül hogy bárkinek szólt volna",
    ),
    "ro": (
        "în ciuda tuturor acestor reguli",
        "potrivit unui purtător de cuvânt",
        "după ce a ieșit din spital",
        "cu ajutorul vecinilor săi",
        "fără să spună nimic nimănui",
    ),
    "tr": (
        "bütün bu eleştirilere rağmen",
        "polisin yaptığı açıklamaya göre",
        "hastaneden çıktıktan sonra",
        "komşularının da yardımıyla birlikte",
        "kimseye hiçbir şey söylemeden",
    ),
    "id": (
        "meskipun ada kritik seperti itu",
        "menurut juru bicara polisi setempat",
        "setelah ia keluar dari rumah sakit",
        "dengan bantuan para tetangganya",
        "tanpa mengatakan apa pun kepada siapa pun",
    ),
    "sw": (
        "licha ya hayo yote",
        "kwa mujibu wa msemaji wa polisi",
        "baada ya kutoka hospitali",
        "kwa msaada wa majirani zake",
        "bila kumwambia mtu yeyote",
    ),
    "hr": (
        "unatoč svim tim kritikama",
        "prema riječima glasnogovornika policije",
        "nakon što je napustio bolnicu",
        "uz pomoć svojih susjeda",
        "a da nikome nije ništa rekao",
    ),
    "et": (
        "kõigest sellest hoolimata",
        "politsei esindaja sõnul",
        "pärast seda kui ta haiglast lahkus",
        "oma naabrite abiga",
        "ilma et ta kellelegi midagi ütleks",
    ),
    "lt": (
        "nepaisant visų šių taisyklių",
        "pasak policijos atstovo spaudai",
        "po to kai jis paliko ligoninę",
        "su savo kaimynų pagalba",
        "niekam nieko apie tai nesakęs",
    ),
    "cy": (
        "er gwaethaf hyn i gyd",
        "yn ôl llefarydd ar ran yr heddlu",
        "ar ôl iddo adael yr ysbyty",
        "gyda chymorth ei gymdogion",
        "heb ddweud dim wrth neb",
    ),
    "tl": (
        "sa kabila ng lahat ng ito",
        "ayon sa tagapagsalita ng pulisya",
        "matapos siyang lumabas sa ospital",
        "sa tulong ng kanyang mga kapitbahay",
        "nang walang sinasabi sa kahit sino",
    ),
    "en": (
        "in spite of all this",
        "according to a police spokesman",
        "after he had left the hospital",
        "with the help of his neighbours",
        "without saying anything to anyone",
    ),
    "ca": (
        "malgrat totes aquestes crítiques",
        "segons un portaveu de la policia",
        "després de sortir de l'hospital",
        "amb l'ajuda dels seus veïns",
        "sense dir res a ningú",
    ),
    "sk": (
        "napriek všetkým týmto zmenám",
        "podľa hovorcu miestnej polície",
        "potom ako opustil nemocnicu",
        "s pomocou svojich susedov",
        "bez toho aby niekomu niečo povedal",
    ),
    "no": (
        "til tross for alle disse reglene",
        "ifølge en talsmann for politiet",
        "etter at han forlot sykehuset",
        "med hjelp fra naboene sine",
        "uten å si noe til noen",
    ),
    "ru": (
        "несмотря на всё это",
        "по словам представителя полиции",
        "после того как он вышел из больницы",
        "с помощью своих соседей",
        "никому ничего не сказав об этом",
    ),
    "uk": (
        "незважаючи на все це",
        "за словами речника поліції",
        "після того як він вийшов з лікарні",
        "за допомогою своїх сусідів",
        "нікому нічого про це не сказавши",
    ),
    "bg": (
        "въпреки всички тези промени",
        "според говорител на полицията",
        "след като напусна болницата",
        "с помощта на своите съседи",
        "без да каже нищо на никого",
    ),
}
"""by language"""
HOSTS = {
    "en": (
        "He was allowed to keep his rank",
        "in the army for another year",
        "The council said on Monday that the old bridge will be closed for repairs until the end of the year.",
        "A ferry will run every half hour between the two banks, and tickets cost the same as on the bus.",
        "Shopkeepers near the market fear that fewer people will come into the town during the winter.",
    ),
    "de": (
        "Er durfte seinen Rang behalten",
        "in der Armee für ein weiteres Jahr",
        "Der Stadtrat teilte am Montag mit, dass die alte Brücke bis Ende des Jahres für Reparaturen gesperrt wird.",
        "Eine Fähre fährt jede halbe Stunde zwischen den beiden Ufern, und die Karten kosten so viel wie im Bus.",
        "Die Händler am Markt fürchten, dass im Winter weniger Menschen in die Stadt kommen.",
    ),
    "fr": (
        "Il a pu garder son grade",
        "dans l'armée pendant une année de plus",
        "Le conseil a annoncé lundi que le vieux pont sera fermé pour travaux jusqu'à la fin de l'année.",
        "Un bac passera toutes les demi-heures entre les deux rives, et le billet coûte autant que dans le bus.",
        "Les commerçants du marché craignent que moins de gens viennent en ville pendant l'hiver.",
    ),
    "es": (
        "Le permitieron conservar su rango",
        "en el ejército durante un año más",
        "El ayuntamiento anunció el lunes que el puente viejo estará cerrado por obras hasta finales de año.",
        "Un barco pasará cada media hora entre las dos orillas, y el billete cuesta lo mismo que en el autobús.",
        "Los comerciantes del mercado temen que venga menos gente a la ciudad durante el invierno.",
    ),
    "it": (
        "Gli fu permesso di mantenere il grado",
        "nell'esercito per un altro anno",
        "Il consiglio ha annunciato lunedì che il vecchio ponte sarà chiuso per lavori fino alla fine dell'anno.",
        "Un traghetto passerà ogni mezz'ora tra le due rive, e il biglietto costa come quello dell'autobus.",
        "I commercianti del mercato temono che durante l'inverno venga meno gente in città.",
    ),
    "nl": (
        "Hij mocht zijn rang behouden",
        "in het leger voor nog een jaar",
        "De gemeenteraad meldde maandag dat de oude brug tot het einde van het jaar gesloten is voor onderhoud.",
        "Een veerboot vaart elk half uur tussen de twee oevers, en een kaartje kost evenveel als in de bus.",
        "Winkeliers bij de markt vrezen dat er in de winter minder mensen naar de stad komen.",
    ),
    "pt": (
        "Ele pôde manter a sua patente",
        "no exército por mais um ano",
        "A câmara anunciou na segunda-feira que a ponte velha ficará fechada para obras até ao fim do ano.",
        "Um barco passará de meia em meia hora entre as duas margens, e o bilhete custa o mesmo que no autocarro.",
        "Os comerciantes do mercado receiam que venha menos gente à cidade durante o inverno.",
    ),
    "sv": (
        "Han fick behålla sin grad",
        "i armén under ytterligare ett år",
        "Kommunen meddelade på måndagen att den gamla bron stängs för reparation till slutet av året.",
        "En färja går varje halvtimme mellan de båda stränderna, och biljetten kostar lika mycket som på bussen.",
        "Handlarna vid torget är rädda att färre människor kommer in till staden under vintern.",
    ),
    "pl": (
        "Pozwolono mu zachować stopień",
        "w wojsku przez kolejny rok",
        "Rada miasta poinformowała w poniedziałek, że stary most będzie zamknięty z powodu remontu do końca roku.",
        "Prom będzie kursował co pół godziny między brzegami, a bilet kosztuje tyle samo co w autobusie.",
        "Sklepikarze obok rynku obawiają się, że zimą do miasta przyjedzie mniej ludzi.",
    ),
    "tr": (
        "Rütbesini korumasına izin verildi",
        "orduda bir yıl daha kalması için",
        "Belediye pazartesi günü eski köprünün yıl sonuna kadar onarım için kapalı kalacağını açıkladı.",
        "İki kıyı arasında her yarım saatte bir feribot çalışacak ve bilet otobüsle aynı fiyata olacak.",
        "Çarşıdaki esnaf kış boyunca şehre daha az insan geleceğinden korkuyor.",
    ),
    "id": (
        "Ia diizinkan mempertahankan pangkatnya",
        "di angkatan darat selama satu tahun lagi",
        "Dewan kota mengatakan pada hari Senin bahwa jembatan lama akan ditutup untuk perbaikan sampai akhir tahun.",
        "Sebuah feri akan berjalan setiap setengah jam antara kedua tepi sungai, dan harga tiketnya sama dengan bus.",
        "Para pedagang di dekat pasar khawatir bahwa lebih sedikit orang akan datang ke kota selama musim hujan.",
    ),
    "cs": (
        "Směl si ponechat svou hodnost",
        "v armádě ještě po další rok",
        "Rada města v pondělí oznámila, že starý most bude kvůli opravám uzavřen do konce roku.",
        "Přívoz bude jezdit každou půlhodinu mezi oběma břehy a lístek stojí stejně jako v autobuse.",
        "Obchodníci u tržnice se obávají, že v zimě přijede do města méně lidí.",
    ),
    "ru": (
        "Ему разрешили сохранить своё звание",
        "в армии ещё на один год",
        "Городской совет сообщил в понедельник, что старый мост будет закрыт на ремонт до конца года.",
        "Паром будет ходить каждые полчаса между двумя берегами, а билет стоит столько же, сколько в автобусе.",
        "Торговцы у рынка опасаются, что зимой в город будет приезжать меньше людей.",
    ),
    "af": (
        "Hy is toegelaat om sy rang te behou",
        "in die leër vir nog 'n jaar",
        "Die stadsraad het Maandag gesê dat die ou brug tot aan die einde van die jaar gesluit sal wees.",
        "'n Veerboot sal elke halfuur tussen die twee oewers vaar, en die kaartjies kos dieselfde as op die bus.",
        "Winkeliers naby die mark vrees dat minder mense gedurende die winter na die dorp sal kom.",
    ),
    "fi": (
        "Hän sai pitää arvonsa",
        "armeijassa vielä yhden vuoden ajan",
        "Kaupunginvaltuusto ilmoitti maanantaina, että vanha silta suljetaan korjausten vuoksi vuoden loppuun asti.",
        "Lautta kulkee puolen tunnin välein rantojen välillä, ja lippu maksaa saman verran kuin bussissa.",
        "Torin kauppiaat pelkäävät, että talvella kaupunkiin tulee vähemmän ihmisiä.",
    ),
}
"""by language, the two halves of a sentence that takes a phrase, and three sentences beside it"""
STAYS = {
    "en": (
        "The raison d'être of the club is to help young players.",
        "She has a certain je ne sais quoi about her that no rival can copy.",
        "Members of Médecins Sans Frontières and of the Deutsche Gesellschaft für Zusammenarbeit met on Friday.",
        "The menu has arroz con pollo, pasta alla puttanesca, coq au vin and moules à la crème for under ten pounds.",
        "We ate huevos a la mexicana con queso y arroz and drank agua de jamaica on the terrace.",
        "Try the spaghetti aglio e olio, the pollo al ajillo or the tarte aux pommes de terre.",
        "Per aspera ad astra, as the old motto of the regiment says, still stands over the gate.",
        "The school's motto is semper fidelis et paratus, and it is on every tie.",
        "The principle of audi alteram partem was ignored by the board.",
        "The argument is post hoc ergo propter hoc and it convinced nobody.",
        "La vita è bella, directed by Roberto Benigni, won three awards.",
        "À la recherche du temps perdu, published in seven parts, took him fourteen years.",
        "Les quatre cents coups, shot in Paris, made his name.",
        "Jules et Jim, a film by Truffaut, will be shown on Monday.",
        "Un homme et une femme, released in 1966, is on the programme too.",
        "Cien años de soledad, a novel by García Márquez, sold millions.",
        "Das Boot, Das Leben der Anderen and Der Himmel über Berlin were shown last year.",
        "Der Untergang, a film about the last days in Berlin, comes next.",
        "He sang Non, je ne regrette rien at the wedding of his sister.",
        "They played O mio babbino caro and Nessun dorma at the funeral.",
        "He shouted “Ten spyte van hierdie bly ons hier” at the crowd.",
        "A sign said “Betreten der Baustelle verboten, Eltern haften für ihre Kinder” in large letters.",
        "The Afrikaans saying 'n boer maak 'n plan means that a farmer makes a plan.",
        "The Welsh for it is mae hen wlad fy nhadau, which few of them could sing.",
        "Bhinneka tunggal ika, the motto of Indonesia, means unity in diversity.",
        "The Indonesian custom of gotong royong and the Swahili idea of harambee are much alike.",
        "Her family comes from Santa María de los Buenos Aires del Sur and San Miguel de Allende.",
        "He was born in Villanueva de la Serena, near Talavera de la Reina, in 1961.",
        "The museum of Saint-Germain-en-Laye and the Musée des Arts et Métiers are open on Sunday.",
        "The Real Academia de Bellas Artes de San Fernando lent four paintings.",
        "The Partij voor de Dieren and the Staatkundig Gereformeerde Partij voted against it.",
        "The Bundesverband der Deutschen Industrie and the Verein für Socialpolitik signed it.",
        "Polskie Towarzystwo Opieki nad Zwierzętami runs the shelter, and Türkiye Büyük Millet Meclisi pays.",
        "They learned the words hierdie, volgens, sonder and iemand in their first lesson.",
        "In Dutch, however, one says ondanks dat alles (in spite of all that), not trots.",
        "In German nach means after, während means while and ohne means without.",
        "The word order changes: weil er nicht kommt, not weil er kommt nicht.",
        "The phrase sin decir nada a nadie (without telling anyone) is in the first line of the poem.",
        "He left, as the French say, sans tambour ni trompette, and was never seen again.",
        "It was la crème de la crème of Parisian society that came.",
        "C'est la vie, as my neighbour says when it rains.",
        "Que sera, sera, and hasta la vista, he wrote on the card.",
        "Plus ça change, plus c'est la même chose, she said with a sigh.",
        "The chant of el pueblo unido jamás será vencido was heard all night.",
        "Auld lang syne is sung at midnight, and should auld acquaintance be forgot nobody minds.",
        "It was a coup de théâtre, a tour de force and a fait accompli in one evening.",
        "The Te reo Māori name of the park, Te Wāhipounamu, is on all the signs.",
        "The iwi speaks of te tino rangatiratanga and of mana whenua in its letter.",
        "The Irish greeting céad míle fáilte was painted over the door.",
        "He grows Rosa gallica, Salvia officinalis and Thymus vulgaris behind the house.",
        "Follow the hashtag #niunamenos or write to info@stadtwerke-am-see.example for more.",
        "Kapitan Ivo Marić and Jean-Luc de la Tour met Sven af Klint in Åbo.",
        "The bands Die Toten Hosen, Einstürzende Neubauten and Les Négresses Vertes will play.",
        "Ich bin ein Berliner, he said, and the crowd went wild.",
        "Wir schaffen das, she told the reporters, and they never forgot it.",
        "It is pronounced shoo-bah-nay, and the stress is on the last part.",
        "The song Dos gardenias para ti and the record Buena Vista Social Club made them famous.",
        "Her book Malgré tout cela was printed in a thousand copies.",
        "The order was to ride to Ban Me Thuot via Ho Chi Minh City and Da Nang.",
        "A glass of vin de pays, a plate of jambon de Bayonne and a slice of gâteau au chocolat cost six euros.",
        "He cried haki yetu and the crowd answered with hakuna matata all afternoon.",
        "As the Scots say, whit's fur ye'll no go by ye, and he laughed.",
        "In the old song mi nuh know weh dem a do, he sings of his village.",
        "She read from Chaucer, whan that aprille with his shoures soote, to the class.",
        "In Lagos people ask wetin dey happen for dis country when the lights go out.",
        "He answered yeh dil maange more and everybody knew the old advertisement.",
        "The prayer bismillah ir rahman ir rahim opens every meeting of the board.",
        "He has a cúpla focal and likes to say tiocfaidh ár lá after a pint.",
        "Members of An Garda Síochána and of Fianna Fáil were at the fleadh cheoil na héireann in Ennis.",
        "A lekker braai with boerewors en pap en sous is what he misses most.",
        "The tannie makes melktert, koeksisters en beskuit for the church bazaar.",
        "The cook offers pierogi z kapustą i grzybami and bigos with rye bread.",
        "On the menu are köttbullar med gräddsås och lingon, gravlax and janssons frestelse.",
        "Order the nasi goreng dengan telur, the sate ayam or the gado-gado at the corner.",
        "They serve smørrebrød med leverpostej og agurk at the harbour.",
        "A plate of kıymalı pide ve ayran costs less than a sandwich here.",
        "The vegan frikadellen mit kartoffelsalat und senf are the best in town.",
        "Students of the Universiteit van die Vrystaat and the Noordwes-Universiteit took part.",
        "The Stichting tot Behoud van de Veluwe and the Koninklijke Bibliotheek own the papers.",
        "He wrote for Die Burger, Die Beeld and Die Huisgenoot until he retired.",
        "The party Ons Land, led by a farmer, won two seats, and Nuwe Begin none.",
        "The song Sarie Marais, o bring my t'rug na die ou Transvaal, was sung twice.",
        "The bahala na attitude and the pasalubong are Filipino habits, she writes.",
        "The Tagalog proverb ang hindi marunong lumingon sa pinanggalingan is known to every child.",
        "The proverb kot wie nie hoor nie moet voel is heard in every farm kitchen.",
        "It is what the Germans call an eierlegende wollmilchsau, a pig that does it all.",
        "He used the German verbs gehen, kommen, bleiben, werden and haben in one sentence.",
        "The Turkish suffixes lar, ler, dan, den and nin follow the noun.",
        "The Polish word for it is przepraszam, and dziękuję means thank you.",
        "Her blog, called Gewoon lekker koken met Anna, has a million readers.",
        "His column, Van alle markten thuis, ran for ten years in the paper.",
        "The Swedish film Så som i himmelen, shown in May, was sold out.",
        "Så som i himmelen, shown in May, was sold out in a day.",
        "Zwartboek, Alles is liefde and De tweeling were made in the Netherlands.",
        "Alles is liefde, made in the Netherlands, was a success.",
        "The Danish series Forbrydelsen, Borgen and Broen were sold to ninety countries.",
        "The Polish anthem Jeszcze Polska nie zginęła was played twice.",
        "Mazurek Dąbrowskiego, the anthem, opens with jeszcze polska nie zginęła kiedy my żyjemy and goes on.",
        "The Swahili motto uhuru na umoja is on the coins of the country.",
        "The motto of the province, niech żyje wolność, is printed on the flag.",
        "Hen wlad fy nhadau, the anthem, was sung by all of them.",
        "The hymn Ein feste Burg ist unser Gott was sung in the old church.",
        "The carol Stille Nacht, heilige Nacht was written in a small village.",
        "Stille Nacht, heilige Nacht, as it is called there, was written in a small village.",
        "The lullaby starts with slaap kindje slaap and ends with a kiss.",
        "A nursery rhyme, bro bro brille, is known to all Danish children.",
        "Their cry, heja sverige friskt humör, was heard at every match.",
        "Their cry, hup holland hup, was heard at every match.",
        "The graffiti said jebem ti mater and nobody cleaned it up for a year.",
        "He signed it met vriendelijke groet, as the Dutch do, and left.",
        "She ended the mail mit freundlichen grüßen and never wrote again.",
        "They said skål, prost, na zdrowie and à votre santé around the table.",
    ),
    "de": (
        "Last but not least, so der Trainer, gewann auch die zweite Mannschaft.",
        "Das ist state of the art und ready to use, sagte die Firma.",
        "Die Serie How I Met Your Mother und der Film The Shape of Water laufen am Sonntag.",
        "The Winner Takes It All, sang der Chor am Ende des Abends.",
        "Er sagte work in progress, wenn man ihn nach dem Haus fragte.",
        "Die Raison d'être des Vereins ist die Jugend, und das seit hundert Jahren.",
        "Es gab Spaghetti aglio e olio, Pasta all'arrabbiata und Tarte au citron für alle.",
        "Das Motto lautet in varietate concordia und steht über der Tür.",
        "Sie arbeitet bei der British Broadcasting Corporation und bei der Fédération Internationale de Football.",
        "Keep calm and carry on, stand auf seinem Hemd.",
        "Die Aktion heißt Black Lives Matter, und auch die Gruppe Fridays for Future war dabei.",
        "C'est la vie, meinte der Nachbar und ging nach Hause.",
        "Er fuhr über Aix-en-Provence nach San Sebastián de los Reyes.",
        "La dolce far niente, so nannte sie ihren Urlaub am Meer.",
        "Das Prinzip first come, first served gilt auch für die Karten.",
        "Die Zeitung schrieb „All the news that is fit to print“ auf die erste Seite.",
        "Der Slogan Make America Great Again war auf jeder Mütze zu lesen.",
        "Do it yourself ist wieder in, sagt der Händler am Markt.",
        "Wat mutt, dat mutt, sagt man an der Küste.",
        "Die Platte heißt Songs for the Deaf und ist zwanzig Jahre alt.",
        "Er sagte moin moin und wat wullt du denn, wie man an der Küste spricht.",
        "Im Dialekt heißt das chunsch du au hüt zum ässe, erklärte die Lehrerin.",
        "Die Bayern sagen mia san mia und schaun mer mal, wenn sie gewinnen.",
        "In Köln gilt et kütt wie et kütt und et hätt noch immer jot jejange.",
        "Der Verein De Speeldeel op de Geest spielt op platt und auf hochdeutsch.",
        "Auf der Karte stehen köttbullar med gräddsås och lingon für zwölf Euro.",
        "Der Film Så som i himmelen, gedreht in Schweden, läuft am Montag.",
        "Sein Lied Het is een nacht wurde auch hier bekannt.",
        "Das Motto des Landes, je maintiendrai, steht auf dem Wappen.",
    ),
    "fr": (
        "Le slogan Make love not war était sur tous les murs.",
        "Le groupe The Rolling Stones et le film Lost in Translation étaient au programme.",
        "Last but not least, il a remercié sa mère et ses amis.",
        "Ils ont mangé des spaghetti alla carbonara, du pollo al ajillo et une paella.",
        "Le principe in dubio pro reo a été oublié par le juge.",
        "Il a travaillé à la Deutsche Bank et à la Royal Bank of Scotland.",
        "Le mot d'ordre no pasarán est revenu dans la rue.",
        "Elle vit à Saint-Jean-de-Luz, près de Donostia-San Sebastián, depuis dix ans.",
        "Le business as usual et le wait and see ne suffisent plus.",
        "La chanson La donna è mobile a été reprise par toute la salle.",
        "Work in progress, répond-il quand on lui demande où en est la maison.",
        "Le refrain corse dio vi salvi regina a été repris par la foule.",
        "La devise de la ville, fluctuat nec mergitur, est connue de tous.",
        "En breton, kenavo ar wech all veut dire au revoir.",
        "L'enseigne dit lekker eten en drinken, et on y mange bien.",
    ),
    "es": (
        "El grupo The Beatles y la película La vie en rose gustaron mucho.",
        "El lema plus ultra está en el escudo del país.",
        "Comieron spaghetti alla puttanesca, foie gras y boeuf bourguignon en el puerto.",
        "Fue un déjà vu, según dijo el alcalde a la prensa.",
        "Trabaja en la Universidade de Santiago de Compostela y en la Generalitat de Catalunya.",
        "Vive en L'Hospitalet de Llobregat, cerca de Sant Boi de Llobregat.",
        "La canción Let it be sonó al final de la fiesta.",
        "El make in India y el made in China compiten en el mercado.",
        "Nació en São João da Madeira y creció en Vila Nova de Gaia.",
        "El concepto de the show must go on vale también aquí.",
        "La canción L'estaca, si tu l'estires fort per aquí, se cantó en la plaza.",
        "El lema del club, més que un club, está en las gradas.",
        "El grupo Os Resentidos cantó fai un sol de carallo en la fiesta.",
        "El refrán catalán qui no plora no mama lo dice todo.",
    ),
    "nl": (
        "De show The Voice of Holland keert terug op de televisie.",
        "Last but not least bedankte hij zijn moeder en zijn vrienden.",
        "Zij werkt bij de Deutsche Bahn en bij de Société Nationale des Chemins de fer.",
        "Het is een kwestie van trial and error, zei de trainer.",
        "De film Das Leben der Anderen en het boek Im Westen nichts Neues zijn bekend.",
        "Sturm und Drang en Weltschmerz zijn woorden die iedereen kent.",
        "De leus Wir schaffen das was overal te horen.",
        "In het Fries zegt men bûter brea en griene tsiis, en dat is een oude test.",
        "Zijn lied Ik hou van dy, gezongen in het Fries, was op de radio.",
        "In het Afrikaans zegt men aanhou wen en alles sal regkom.",
        "Op de kaart staat flammkuchen mit speck und zwiebeln voor tien euro.",
    ),
    "it": (
        "Il film Les quatre cents coups e la serie How I Met Your Mother piacciono a tutti.",
        "Il motto honi soit qui mal y pense è scritto sulla porta.",
        "Last but not least, ha ringraziato la madre e gli amici.",
        "Lavora alla Bayerische Motoren Werke e vive a Santiago de Compostela.",
        "La regola first in first out vale anche per i biglietti.",
        "In dialetto si dice chi va pian va san e va lontan, come diceva la nonna.",
        "A Napoli cantano o surdato nnammurato e jesce sole a ogni festa.",
        "In sardo si dice a menzus bider quando si saluta un amico.",
    ),
    "pl": (
        "Grupa Guns N' Roses i film The Shape of Water podobały się wszystkim.",
        "Zasada lex retro non agit nie została złamana przez radę.",
        "Pracuje w Bayerische Motoren Werke i mieszka w Frankfurt am Main.",
        "Last but not least, podziękował matce i przyjaciołom.",
    ),
    "sv": (
        "Gruppen The Cure och filmen Das Leben der Anderen var med.",
        "Det är business as usual, sade chefen för bolaget.",
        "Han bor i Kristiansand og Omegn Boligbyggelag och arbetar på Aker Brygge.",
        "Last but not least tackade han sin mor och sina vänner.",
        "Den danska filmen Den eneste ene blev en succés i hela Norden.",
        "På menyn står smørrebrød med leverpostej og agurk för hundra kronor.",
        "På finska heter det sisu ja rauhaa, sade hon och skrattade.",
    ),
    "id": (
        "Film La La Land dan lagu Let It Be disukai banyak orang.",
        "Ia bekerja di Deutsche Bank dan tinggal di Den Haag.",
        "Asas ubi societas ibi ius berlaku juga di sini.",
    ),
    "tr": (
        "Grup The Rolling Stones ve film Lost in Translation çok sevildi.",
        "Frankfurt am Main ile Aix-en-Provence arasında uçak var.",
    ),
    "cs": (
        "Skupina The Cure a film Das Leben der Anderen se líbily všem.",
        "Zásada in dubio pro reo platí i zde, řekl soudce.",
    ),
    "ru": (
        "Газета пишет о группе Океан Ельзи и о песне Обійми на концерте.",
    ),
}
"""by language of the page, names, titles, dishes, mottos, loans, sayings, quotations and words that are spoken of"""
# fmt: on

SHAPES = (
    "{Phrase}, {first} {then}.",
    "{First}, {phrase}, {then}.",
    "{First} {phrase} {then}.",
    "{First} {then}, {phrase}.",
)
SIZES = (1, 3, 10)
"""sentences of a page"""
CLOSE = "nl-af de-lb sv-da sv-no da-no cs-sk ru-uk ru-bg es-pt es-ca pt-ca es-it pt-it it-ca fr-ca".split()
"""pairs in which a phrase is marked or missed, as the page may be in either"""


class Case(NamedTuple):
    """A page with one phrase of another language, and the same page without it."""

    host: str
    language: str
    phrase: str
    size: int
    text: str
    clean: str


def page_of(host: str, sentence: str, size: int, place: int) -> str:
    """A page of so many sentences, three a paragraph, one of them given."""
    beside = HOSTS[host][2:]
    sentences = [beside[number % len(beside)] for number in range(size - 1)]
    sentences.insert(place % size, sentence)
    return "\n".join(" ".join(sentences[at : at + 3]) for at in range(0, size, 3))


def cases() -> Iterator[Case]:
    """Every phrase in every article of another language, in shapes, sizes and places that take turns."""
    number = 0
    for host, (first, then, *_) in HOSTS.items():
        for language, phrases in PHRASES.items():
            if language == host or (language in ("ru", "uk", "bg")) != (host == "ru"):
                continue
            for phrase in phrases:
                shape, size = SHAPES[number % 4], SIZES[number // 4 % 3]
                small = first[0].lower() + first[1:]
                told = {"phrase": phrase, "Phrase": phrase[0].upper() + phrase[1:], "first": small, "First": first}
                whole = page_of(host, shape.format(**told, then=then), size, number)
                yield Case(host, language, phrase, size, whole, page_of(host, f"{first} {then}.", size, number))
                number += 1


def is_close(host: str, language: str) -> bool:
    """Whether two languages are so near that a phrase is no damage for sure."""
    return f"{host}-{language}" in CLOSE or f"{language}-{host}" in CLOSE


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, for marks and capitals change at a seam."""
    return re.findall(r"\w+", text.lower())


def read(text: str) -> tuple[Page, list[dict[str, Any]]]:
    """A page, and what the language stage did to it."""
    page = process(Record("page", text.encode(), "text"), Settings(skip=("select",)))
    row = account.manifest_row(page)
    return page, [edit for edit in row["edits"] if edit["rule"].startswith("language.")]


def clean_pages() -> Iterator[str]:
    """What stays, in pages of each size."""
    for host, lines in STAYS.items():
        for place, line in enumerate(lines):
            yield from (page_of(host, line, size, place) for size in SIZES)


def outcome(case: Case) -> str:
    """What became of a phrase: all of it `gone` and nothing else, gone and `not to the word`, `marked`, `missed`."""
    page, edits = read(case.text)
    if words_of(page.text) == words_of(case.clean):
        return "gone"
    return ("marked" if page.text == case.text else "not to the word") if edits else "missed"
