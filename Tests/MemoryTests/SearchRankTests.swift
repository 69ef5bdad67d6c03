import Testing

@testable import Memory

struct SearchRankTests {
    @Test(arguments: [
        (
            "disk", ["the disk", "a disk and a disk", "nothing else was ever said of that one disk here"],
            [1, 0, 2]
        ),
        ("disk", ["newest disk", "older disk"], [0, 1]),
        ("disk full", ["disk full", "disk disk disk full"], [1, 0]),
        ("Café", ["a cafe", "a CAFÉ"], [1, 0]), ("x", [], []),
    ])
    func `what has the words more often, in fewer others, stands first`(
        words: String, texts: [String], order: [Int]
    ) {
        #expect(SearchRank(words).ordered(Array(texts.indices)) { texts[$0] } == order)
    }

    @Test func `a word counts where it begins one`() {
        let texts = ["redisk redisk redisk", "disk"]
        #expect(SearchRank("disk").ordered([0, 1]) { texts[$0] } == [1, 0])
    }
}
