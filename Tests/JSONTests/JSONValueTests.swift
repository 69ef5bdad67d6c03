import JSON
import Testing

@Suite struct JSONValueTests {
    @Test func `whole numbers stay whole and fractions stay fractions`() throws {
        let value = try JSONValue(parsing: #"{"vmid":9007199254740993,"cpu":0.25,"up":1.0}"#)
        #expect(value["vmid"] == .integer(9_007_199_254_740_993))
        #expect(value["cpu"] == .number(0.25))
        #expect(value["up"]?.integer == 1)
    }

    @Test(arguments: [
        (#"true"#, true), (#"1"#, true), (#""1""#, true), (#""on""#, true), (#""yes""#, true),
        (#"false"#, false), (#"0"#, false), (#""0""#, false), (#""""#, false), (#""no""#, false),
    ])
    func `a truth value is read in every spelling Proxmox uses`(text: String, expected: Bool) throws {
        #expect(try JSONValue(parsing: text).bool == expected)
    }

    @Test(arguments: [#""maybe""#, "null", "[]", "{}", "0.5"])
    func `anything else is no truth value`(text: String) throws {
        #expect(try JSONValue(parsing: text).bool == nil)
    }

    @Test(arguments: [("12", 12), (#""12""#, 12), ("12.0", 12)])
    func `a whole number may come as a string`(text: String, expected: Int) throws {
        #expect(try JSONValue(parsing: text).integer == expected)
    }

    @Test func `equal values give equal bytes whatever order their keys had`() throws {
        let one = try JSONValue(parsing: #"{"b":[1,null,"x"],"a":{"d":true,"c":0.5}}"#)
        let other = try JSONValue(parsing: #"{ "a": {"c": 0.5, "d": true}, "b": [1, null, "x"] }"#)
        #expect(one == other)
        #expect(one.bytes == other.bytes)
        #expect(one.text == #"{"a":{"c":0.5,"d":true},"b":[1,null,"x"]}"#)
    }

    @Test(arguments: ["", "{", "[1,", #""\ud800"#, "nul"])
    func `a broken document is refused`(text: String) {
        #expect(throws: (any Error).self) { try JSONValue(parsing: text) }
    }

    @Test func `a literal reads like the document it stands for`() throws {
        let literal: JSONValue = ["a": [1, 2.5, "x", true, .null]]
        #expect(literal == (try JSONValue(parsing: #"{"a":[1,2.5,"x",true,null]}"#)))
    }
}

struct SaturationTests {
    @Test(
        arguments: [
            (0.0, 0), (2.9, 2), (-2.9, -2), (0x1p53, 9_007_199_254_740_992), (9.3e18, .max), (1e300, .max),
            (.infinity, .max), (-1e300, .min), (-.infinity, .min), (.nan, 0), (0x1p63, .max), (-0x1p63, .min),
        ] as [(Double, Int)])
    func `a number of any size becomes the nearest whole one`(value: Double, expected: Int) {
        #expect(Int(saturating: value) == expected)
    }

    @Test func `smaller ranges have nearer ends`() {
        #expect(Int32(saturating: 1e17) == .max)
        #expect(UInt8(saturating: -1.0) == 0)
        #expect(UInt8(saturating: 255.9) == 255)
        #expect(UInt64(saturating: 0x1p64) == .max)
    }

    @Test(
        arguments: [
            (1, 2, 3), (.max, 1, .max), (1, .max, .max), (.min, -1, .min), (-1, .min, .min), (.max, .min, -1),
        ] as [(Int, Int, Int)])
    func `a sum stops at the end of the range`(left: Int, right: Int, expected: Int) {
        #expect(left.saturatingAdding(right) == expected)
        #expect([left, right].saturatingSum() == expected)
    }

    @Test(arguments: [(3, 2, 1), (.min, 1, .min), (.max, -1, .max), (0, .min, .max)] as [(Int, Int, Int)])
    func `a difference stops at the end of the range`(left: Int, right: Int, expected: Int) {
        #expect(left.saturatingSubtracting(right) == expected)
    }
}
