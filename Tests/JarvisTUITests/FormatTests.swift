import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct FormatTests {
    @Test(arguments: [
        (0, "0B"), (512, "512B"), (1023, "1.0K"), (1536, "1.5K"), (10_240, "10K"), (5_153_960_755, "4.8G"),
        (33_285_996_544, "31G"), (1_099_511_627_776, "1.0T"),
    ])
    func `bytes take at most three digits and a unit`(count: Int, text: String) {
        #expect(Format.bytes(count) == text)
    }

    @Test(arguments: [
        (8, "8s"), (129, "2m 09s"), (11_220, "3h 07m"), (1_051_200, "12d 04h"),
    ])
    func `a length of time is told in its two largest units`(seconds: Int, text: String) {
        #expect(Format.duration(.seconds(seconds)) == text)
    }

    @Test func `what is unknown is a dash and never a zero`() {
        #expect(Format.bytes(nil) == "–")
        #expect(Format.duration(nil) == "–")
        #expect(Format.percent(nil) == "   –")
        #expect(Format.percent(0) == "  0%")
    }

    @Test(arguments: [(nil, "   –"), (0.07, "  7%"), (0.35, " 35%"), (0.996, " 100%"), (1.0, " 100%")])
    func `a share behind its label has a blank before it`(share: Double?, text: String) {
        #expect(Format.labelled(share) == text)
    }
}
