import Testing

@testable import Text

/// How well words fit a name.
@Suite struct FuzzyMatchTests {
    @Test
    func
        `the whole name fits better than its beginning, that better than a part, and letters in order least`()
    {
        let names = ["jellyfin", "jellyfin-old", "my-jellyfin", "xjellyfinx", "j-e-l-l-y-f-i-n"]
        let scores = names.map { FuzzyMatch("jellyfin").score(name: $0) ?? -1 }
        #expect(scores == scores.sorted(by: >) && Set(scores).count == names.count)
        #expect(FuzzyMatch("jellyfin").score(name: "adguard") == nil)
    }

    @Test func `every word has to be found, in the name or in what is said of it`() {
        #expect(FuzzyMatch("stop guest").score(name: "Stop", help: "Pulls the plug of a guest.") != nil)
        #expect(FuzzyMatch("stop moon").score(name: "Stop", help: "Pulls the plug of a guest.") == nil)
        #expect(FuzzyMatch("  ").score(name: "Stop") == 0)
    }
}
