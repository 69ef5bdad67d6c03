import Testing
import Text

struct StreamedCoverTests {
    private static let key = "sk-Ab/cd-0123&9-XY"

    private func cover() throws -> StreamedCover { StreamedCover(try #require(KnownSecret(Self.key))) }

    @Test(arguments: [
        key, key.uppercased(), "sk%2DAb%2fcd-0123%269-XY", #"sk-Ab\/cd-0123\u00269-XY"#,
        "sk-Ab/cd-0123&amp;9-XY", "sk-Ab/cd-01\n  23&9-XY", "c2stQWIvY2QtMDEyMyY5LVhZ",
        "736b2d41622f63642d3031323326392d5859", "sk%252DAb/cd-0123&9-XY",
    ])
    func `a secret is covered wherever it is cut, in any spelling`(spelling: String) throws {
        let text = "the key was \(spelling), sk-Ab/x 50% & c"
        for width in 1...text.utf8.count {
            var cover = try cover()
            var told = ""
            var rest = text[...]
            while !rest.isEmpty {
                told += cover.add(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
            }
            #expect(told + cover.end() == "the key was <redacted>, sk-Ab/x 50% & c")
        }
    }

    @Test func `no more is held back than may be the beginning`() throws {
        var cover = try cover()
        #expect(cover.add("It is sk-A") == "It is ")
        #expect(cover.add("b/cd") == "")
        #expect(cover.add("? No. 5% and") == "sk-Ab/cd? No. 5% and")
        #expect(cover.add(" blank  ") == " blank  ")
        #expect(cover.add("S") == "")
        #expect(cover.end() == "S")
    }

    @Test func `what comes between does not bring a secret to light`() throws {
        var cover = try cover()
        #expect(cover.add("sk-") + cover.pause() == "sk-")
        #expect(cover.add("Ab/cd") + cover.pause() == "")
        #expect(cover.add("-0123&9-XY.") == "<redacted>.")
        #expect(cover.add("sk-") + cover.pause() + cover.add("pqr") + cover.end() == "sk-pqr")
    }

    @Test func `a secret that repeats itself is found behind a beginning of it`() throws {
        var cover = StreamedCover(try #require(KnownSecret("ababac")))
        #expect(["ab", "ab", "ab", "ac", "!"].map { cover.add($0) }.joined() == "ab<redacted>!")
    }

    @Test func `a spelling without end is not waited for`() throws {
        var cover = try cover()
        let blanks = String(repeating: " ", count: 5000)
        #expect(cover.add("sk-Ab" + blanks) == "sk-Ab" + blanks)
    }
}
