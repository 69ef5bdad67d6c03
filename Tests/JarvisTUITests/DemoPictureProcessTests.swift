import FoundationEssentials
import Testing

/// The picture of a demo that nobody began.
@Suite struct DemoPictureProcessTests {
    @Test func `it is drawn once all that is asked at a start was answered`() async throws {
        let home = try Home()
        defer { home.remove() }
        let file = home.path + "/shot.txt"
        let result = try await home.run(["shot", "--demo", "--size", "200x50", file])
        try #require(result.code == 0, "\(result.error)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("quorum"))
        for words in ["a part is seen", "looking what may be seen", "backups ?", "tasks   ?"] {
            #expect(!text.contains(words), "\(words)")
        }
    }
}
