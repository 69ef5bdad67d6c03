import Testing

@testable import AIKit

struct MicrosTests {
    @Test(arguments: [
        ("10", 10_000_000), ("10.00", 10_000_000), ("0.25", 250_000), ("0.000001", 1), ("00.5", 500_000),
        ("1000000000", 1_000_000_000_000_000),
    ])
    func `dollars are read to the micro-dollar`(text: String, amount: Int64) {
        #expect(Micros(dollars: text)?.rawValue == amount)
    }

    @Test(arguments: [
        "", ".", "1.", ".5", "-1", "+1", "1e3", "1.0000001", "1,5", "1.2.3", "99999999999", "١",
    ])
    func `what are no dollars is not read`(text: String) {
        #expect(Micros(dollars: text) == nil)
    }

    @Test(arguments: [
        (0, "$0.00", "0.00"), (1, "<$0.0001", "0.000001"), (99, "<$0.0001", "0.000099"),
        (150, "$0.0002", "0.00015"), (4_500, "$0.0045", "0.0045"), (999_949, "$0.9999", "0.999949"),
        (999_950, "$1.00", "0.99995"), (500_000, "$0.50", "0.50"), (12_345_678, "$12.35", "12.345678"),
        (10_000_000, "$10.00", "10.00"),
        (-4_500, "-$0.0045", "-0.0045"),
    ])
    func `amounts are short to read and whole to keep`(amount: Int64, short: String, whole: String) {
        #expect(Micros(rawValue: amount).description == short)
        #expect(Micros(rawValue: amount).dollars == whole)
    }
}
