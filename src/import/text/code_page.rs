//! The code pages of Windows and Mac by number, as RTF and Word name them, and the text of bytes in one of them.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, ISO_8859_2, ISO_8859_5, ISO_8859_7, ISO_8859_15, KOI8_R, KOI8_U, MACINTOSH,
    SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255,
    WINDOWS_1256, WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC,
};

/// A code page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct CodePage(&'static Encoding);

impl CodePage {
    /// The code page of Western Europe, which is meant where none is named.
    pub(in crate::import) const WESTERN: Self = Self(WINDOWS_1252);
    /// The code page of the first Macs.
    pub(in crate::import) const MAC: Self = Self(MACINTOSH);

    /// Returns the code page with a number of Windows; `None` if it is not known.
    #[must_use]
    pub(in crate::import) fn numbered(number: i32) -> Option<Self> {
        Some(Self(match number {
            866 => IBM866,
            874 => WINDOWS_874,
            932 => SHIFT_JIS,
            936 => GBK,
            949 => EUC_KR,
            950 => BIG5,
            1250 => WINDOWS_1250,
            1251 => WINDOWS_1251,
            1252 | 28591 => WINDOWS_1252,
            1253 => WINDOWS_1253,
            1254 => WINDOWS_1254,
            1255 => WINDOWS_1255,
            1256 => WINDOWS_1256,
            1257 => WINDOWS_1257,
            1258 => WINDOWS_1258,
            10000 => MACINTOSH,
            10007 => X_MAC_CYRILLIC,
            20866 => KOI8_R,
            21866 => KOI8_U,
            28592 => ISO_8859_2,
            28595 => ISO_8859_5,
            28597 => ISO_8859_7,
            28605 => ISO_8859_15,
            65001 => UTF_8,
            _ => return None,
        }))
    }

    /// Returns the code page of a font's character set, as Windows numbers them; `None` for the set of the document, for
    /// symbols and for those not known.
    #[must_use]
    pub(in crate::import) fn of_character_set(number: i32) -> Option<Self> {
        Self::numbered(match number {
            0 => 1252,
            77 => 10000,
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            _ => return None,
        })
    }

    /// Returns the text of bytes; those that mean nothing become U+FFFD.
    #[must_use]
    pub(in crate::import) fn decode(self, bytes: &[u8]) -> String {
        self.0.decode_without_bom_handling(bytes).0.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::CodePage;

    #[test]
    fn a_byte_is_read_by_its_code_page() {
        for (number, bytes, text) in [
            (1252, &b"\xe9"[..], "é"),
            (1250, b"\xf8", "ř"),
            (1251, b"\xcc", "М"),
            (10000, b"\x8e", "é"),
            (936, b"\xc4\xe3", "你"),
            (65001, b"\xc3\xa9", "é"),
        ] {
            assert_eq!(CodePage::numbered(number).map(|page| page.decode(bytes)).as_deref(), Some(text));
        }
        assert_eq!(CodePage::numbered(7), None);
    }
}
