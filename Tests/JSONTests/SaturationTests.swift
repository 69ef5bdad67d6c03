import JSON
import Testing

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
