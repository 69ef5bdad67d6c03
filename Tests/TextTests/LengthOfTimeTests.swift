import Testing

@testable import Text

struct LengthOfTimeTests {
    @Test(arguments: [
        (0, ["0s", "0 s", "0 s", "0 seconds"]), (1, ["1s", "1 s", "1 s", "1 second"]),
        (59, ["59s", "59 s", "59 s", "59 seconds"]), (119, ["1m 59s", "1 min", "119 s", "119 seconds"]),
        (129, ["2m 09s", "2 min", "2 min", "2 minutes"]),
        (3600, ["1h 00m", "1 h 0 min", "60 min", "60 minutes"]),
        (11_220, ["3h 07m", "3 h 7 min", "3 h", "3 hours"]),
        (86_399, ["23h 59m", "23 h 59 min", "23 h", "23 hours"]),
        (1_051_200, ["12d 04h", "12 d 4 h", "12 d", "12 days"]), (-5, ["0s", "0 s", "0 s", "0 seconds"]),
    ])
    func `a length of time has its form for columns, sentences and rough tellings`(
        seconds: Int, words: [String]
    ) {
        let time = LengthOfTime(seconds: seconds)
        #expect([time.aligned, time.short, time.rough, time.roughWords] == words)
    }

    @Test func `parts of a second do not count`() {
        #expect(LengthOfTime(.milliseconds(1999)).short == "1 s")
        #expect(LengthOfTime(.milliseconds(-1999)).short == "0 s")
    }

    @Test func `milliseconds are whole and end where their range does`() {
        #expect(Duration.microseconds(2_999).wholeMilliseconds == 2)
        #expect(Duration.seconds(Int64.max).wholeMilliseconds == .max)
        #expect(Duration.seconds(Int64.min).wholeMilliseconds == .min)
    }

    @Test func `poll waits for no less than the time and for a day at most`() {
        #expect(Duration.microseconds(1).pollTimeout == 1)
        #expect(Duration.milliseconds(5).pollTimeout == 5)
        #expect(Duration.seconds(-1).pollTimeout == 0)
        #expect(Duration.seconds(Int64.max).pollTimeout == 86_400_000)
    }
}
