"""What UAX #9 must know about single characters: bidirectional classes, mirror images and paired brackets."""

import unicodedata

# One letter for each class, so that the rules can be written as patterns over a string of them.
CLASS_CODES = {
    "L": "L", "R": "R", "AL": "A", "EN": "1", "AN": "2", "ES": "+", "ET": "$", "CS": ",", "NSM": "m", "ON": "o",
    "WS": "w", "S": "S", "B": "B", "BN": "b", "LRE": "e", "RLE": "E", "LRO": "v", "RLO": "V", "PDF": "P",
    "LRI": "i", "RLI": "I", "FSI": "F", "PDI": "D",
}  # fmt: skip

# Unicode's BidiMirroring.txt: each pair of characters that are one another's mirror image.
_MIRROR_PAIRS = (
    "()<>[]{}«»༺༻༼༽᚛᚜‹›⁅⁆⁽⁾₍₎∈∋∉∌∊∍∕⧵∟⯾∠⦣∡⦛∢⦠∤⫮∼∽≃⋍≅≌≒≓≔≕≤≥≦≧≨≩≪≫≮≯≰≱≲≳≴≵≶≷≸≹≺≻≼≽≾≿⊀⊁"
    "⊂⊃⊄⊅⊆⊇⊈⊉⊊⊋⊏⊐⊑⊒⊘⦸⊢⊣⊦⫞⊨⫤⊩⫣⊫⫥⊰⊱⊲⊳⊴⊵⊶⊷⊸⟜⋉⋊⋋⋌⋐⋑⋖⋗⋘⋙⋚⋛⋜⋝⋞⋟⋠⋡⋢⋣⋤⋥⋦⋧⋨⋩⋪⋫⋬⋭⋰⋱⋲⋺⋳⋻⋴⋼⋶⋽⋷⋾⌈⌉"
    "⌊⌋〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟃⟄⟅⟆⟈⟉⟋⟍⟕⟖⟝⟞⟢⟣⟤⟥⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦎⦏⦑⦒⦓⦔⦕⦖⦗⦘⦤⦥⦨⦩⦪⦫⦬⦭⦮⦯⧀⧁⧄⧅"
    "⧏⧐⧑⧒⧔⧕⧘⧙⧚⧛⧨⧩⧸⧹⧼⧽⨫⨬⨭⨮⨴⨵⨼⨽⩤⩥⩹⩺⩻⩼⩽⩾⩿⪀⪁⪂⪃⪄⪅⪆⪇⪈⪉⪊⪋⪌⪍⪎⪏⪐⪑⪒⪓⪔⪕⪖⪗⪘⪙⪚⪛⪜⪝⪞⪟⪠⪡⪢⪦⪧⪨⪩⪪⪫⪬⪭⪯⪰⪱⪲"
    "⪳⪴⪵⪶⪷⪸⪹⪺⪻⪼⪽⪾⪿⫀⫁⫂⫃⫄⫅⫆⫇⫈⫉⫊⫋⫌⫍⫎⫏⫐⫑⫒⫓⫔⫕⫖⫬⫭⫷⫸⫹⫺⸂⸃⸄⸅⸉⸊⸌⸍⸜⸝⸠⸡⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】"
    "〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞﹤﹥（）＜＞［］｛｝｟｠｢｣"
)

# Unicode's DerivedBidiClass.txt: ranges whose characters have a class although they are not assigned.
_UNASSIGNED = (
    (0x0590, 0x05FF, "R"), (0x0600, 0x07BF, "A"), (0x07C0, 0x085F, "R"), (0x0860, 0x08FF, "A"),
    (0x2065, 0x2065, "b"), (0x20A0, 0x20CF, "$"), (0xFB1D, 0xFB4F, "R"), (0xFB50, 0xFDCF, "A"),
    (0xFDD0, 0xFDEF, "b"), (0xFDF0, 0xFDFF, "A"), (0xFE70, 0xFEFF, "A"), (0xFFF0, 0xFFF8, "b"),
    (0x10800, 0x10CFF, "R"), (0x10D00, 0x10D3F, "A"), (0x10D40, 0x10EBF, "R"), (0x10EC0, 0x10EFF, "A"),
    (0x10F00, 0x10F2F, "R"), (0x10F30, 0x10F6F, "A"), (0x10F70, 0x10FFF, "R"), (0x1E800, 0x1EC6F, "R"),
    (0x1EC70, 0x1ECBF, "A"), (0x1ECC0, 0x1ECFF, "R"), (0x1ED00, 0x1ED4F, "A"), (0x1ED50, 0x1EDFF, "R"),
    (0x1EE00, 0x1EEFF, "A"), (0x1EF00, 0x1EFFF, "R"), (0xE0000, 0xE0FFF, "b"),
)  # fmt: skip
_NONCHARACTERS = 0xFFFE

MIRRORED = dict(zip(_MIRROR_PAIRS[::2], _MIRROR_PAIRS[1::2], strict=True))
MIRRORED |= {image: char for char, image in MIRRORED.items()}


def _canonical(bracket: str) -> str:
    return unicodedata.normalize("NFC", bracket)


# A paired bracket is an opening or closing punctuation mark that has a mirror image (UAX #9, BD14 and BD15).
CLOSING_BRACKET = {char: _canonical(MIRRORED[char]) for char in MIRRORED if unicodedata.category(char) == "Ps"}
BRACKET = {char: _canonical(char) for char in MIRRORED if unicodedata.category(char) in {"Ps", "Pe"}}


class _ClassCodes(dict[int, str]):
    """The code of each character's class, looked up once: `str.translate` then needs no Python code for a line."""

    def __missing__(self, code: int) -> str:
        self[code] = found = CLASS_CODES.get(unicodedata.bidirectional(chr(code))) or _unassigned_code(code)
        return found


_CODE_OF = _ClassCodes()


def class_codes(text: str) -> str:
    """The bidirectional class of every character, one letter of `CLASS_CODES` each."""
    return text.translate(_CODE_OF)


def _unassigned_code(code: int) -> str:
    if code & _NONCHARACTERS == _NONCHARACTERS:
        return "b"
    return next((letter for first, last, letter in _UNASSIGNED if first <= code <= last), "L")
