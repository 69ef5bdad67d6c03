import Testing

@testable import Text

struct CodingTests {
    @Test func `numbers and bytes are written in hexadecimal digits`() {
        #expect(Hexadecimal.digits(0) == "0")
        #expect(Hexadecimal.digits(0x1AF, width: 6) == "0001af")
        #expect(Hexadecimal.digits(0x1AF, width: 2, uppercase: true) == "1AF")
        #expect(Hexadecimal.digits(of: [0, 0x9A, 0xFF]) == "009aff")
        #expect(Hexadecimal.digits(of: [0x9A, 0xFF], uppercase: true) == "9AFF")
    }

    @Test(
        arguments: [
            ("0", 0), ("fF", 0xFF), ("0000000000000001", 1), ("ffffffffffffffff", .max),
            ("", nil), ("10000000000000000", nil), ("+f", nil), ("-1", nil), ("fg", nil), (" f", nil),
        ] as [(String, UInt64?)])
    func `a number is read from digits alone`(digits: String, number: UInt64?) {
        #expect(Hexadecimal.number(digits.utf8) == number)
    }

    @Test func `bytes are read from whole pairs of digits`() {
        #expect(Hexadecimal.bytes("009aFF".utf8) == [0, 0x9A, 0xFF])
        #expect(Hexadecimal.bytes("".utf8) == [])
        #expect(Hexadecimal.bytes("009".utf8) == nil)
        #expect(Hexadecimal.bytes("0x".utf8) == nil)
    }

    @Test func `what an address cannot hold is written by percent signs`() {
        #expect(PercentCoding.encoded("aZ0-._~") == "aZ0-._~")
        #expect(PercentCoding.encoded("ü /%\n") == "%C3%BC%20%2F%25%0A")
        #expect(PercentCoding.encoded("a/b c") { $0 > 0x20 } == "a/b%20c")
    }

    @Test(arguments: [
        ("%41b%2fC", "Ab/C"), ("%C3%BC", "ü"), ("100%", "100%"), ("%4", "%4"), ("%%41", "%A"),
        ("%4%41", "%4A"),
        ("%zz%+f", "%zz%+f"), ("%2541", "%41"), ("a+b", "a+b"), ("", ""),
    ])
    func `percent signs are resolved once, and what is no escape stays`(text: String, meaning: String) {
        #expect(PercentCoding.decoded(text) == meaning)
    }

    @Test func `in a form a plus is a space and an escaped plus is none`() {
        #expect(PercentCoding.decoded("a+b%2Bc%+", isForm: true) == "a b+c% ")
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("?>?", "Pz4/"),
    ])
    func `base 64 is what RFC 4648 has, there and back`(text: String, coded: String) {
        #expect(String(decoding: Base64.encoded(Array(text.utf8)), as: UTF8.self) == coded)
        #expect(Base64.decoded(coded.utf8) == Array(text.utf8))
    }

    @Test func `base 64 with another character is none`() {
        #expect(Base64.decoded("Zm9v!".utf8) == nil)
    }
}
