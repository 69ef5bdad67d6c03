import Testing

@testable import AIKit

struct LocalDayTests {
    /// 2026-11-30 00:00 UTC.
    private static let midnight = 1_795_996_800

    @Test(arguments: [
        (0, 0, 0), (86_399, 0, 0), (0, 3600, -3600), (82_800, 3600, 82_800), (82_799, 3600, -3600),
        (0, -18_000, -68_400), (18_000, -18_000, 18_000),
    ])
    func `a day begins at midnight by its own clock and has all its hours`(
        second: Int, east: Int, start: Int
    ) {
        let time = LocalTime(now: Self.midnight + second, east: east, name: "")
        #expect(time.today == Self.midnight + start..<Self.midnight + start + 86_400)
    }
}
