import Settings
import Testing

/// Settings of a garden.
private struct Garden: Sendable, Equatable {
    var beds = 3
    var sign: String?
    var pond = Pond()

    static let table = SettingsTable<Garden>(
        "",
        [
            Setting(
                "beds", \.beds, .number(1...9, "beds"), of: Garden(), counts: .restart, "How many.",
                isCommon: true),
            Setting("sign", \.sign, .text("words"), absent: "no sign", counts: .atOnce, "What it says."),
            Setting("pond", \.pond, Pond.table, "The water."),
        ]
    ) { given, garden, mistakes in
        if garden.beds > 5, given["sign"] == nil {
            mistakes.note(given.node.error("many beds need a sign"))
        }
    }

    static func reading(_ text: String) throws -> (garden: Garden, mistakes: [String]) {
        var garden = Garden()
        var mistakes = SettingsMistakes()
        table.read(try SettingsNode(parsing: text, file: "f"), into: &garden, &mistakes)
        return (garden, mistakes.all.map(\.description))
    }
}

private struct Pond: Sendable, Equatable {
    var isFrozen = false
    var fish = ["carp"]

    static let table = SettingsTable<Pond>(
        "pond",
        [
            Setting("frozen", \.isFrozen, .truth, of: Pond(), counts: .nextQuestion, "Ice."),
            Setting(
                SettingRow(key: "fish", values: "a list", help: "Who swims.", counts: .atOnce), \.fish
            ) { node, pond, mistakes in
                pond.fish = node.elements.compactMap(\.text)
            },
        ])
}

@Suite struct SettingsTableTests {
    @Test func `what a file says is read, and the rest has its default`() throws {
        let (garden, mistakes) = try Garden.reading("sign: welcome\npond: {frozen: yes, fish: [koi, pike]}\n")
        #expect(mistakes == [])
        #expect(garden == Garden(sign: "welcome", pond: Pond(isFrozen: true, fish: ["koi", "pike"])))
    }

    @Test func `every mistake is noted at its line, and what has one keeps its default`() throws {
        let (garden, mistakes) = try Garden.reading(
            "beds: 12\nhedge: high\nsign: hello\npond:\n  frozen: maybe\n")
        #expect(garden == Garden(sign: "hello"))
        #expect(
            mistakes == [
                "f:1: beds: expected a whole number from 1 to 9",
                "f:2: hedge: unknown key; known here: beds, sign, pond",
                "f:5: pond.frozen: expected true or false",
            ])
    }

    @Test func `keys are looked at together`() throws {
        #expect(try Garden.reading("beds: 6\n").mistakes == ["f:1: many beds need a sign"])
        #expect(try Garden.reading("beds: 6\nsign: mind the step\n").mistakes == [])
    }

    @Test func `what differs is named by all its keys, with the new value and when it counts`() {
        let new = Garden(beds: 4, sign: nil, pond: Pond(isFrozen: true, fish: []))
        #expect(
            Garden.table.changes(from: Garden(sign: "old"), to: new) == [
                SettingChange(key: "beds", value: "4", counts: .restart),
                SettingChange(key: "sign", value: "not set", counts: .atOnce),
                SettingChange(key: "pond.frozen", value: "true", counts: .nextQuestion),
                SettingChange(key: "pond.fish", value: nil, counts: .atOnce),
            ])
        #expect(Garden.table.changes(from: new, to: new) == [])
    }

    @Test func `documents see every table with bounds, units and defaults`() {
        let pages = Garden.table.pages
        #expect(pages.map(\.place) == ["", "pond"])
        #expect(
            pages[0].rows.prefix(2) == [
                SettingRow(
                    key: "beds", values: "1 to 9 beds", fallback: "3", help: "How many.", counts: .restart,
                    isCommon: true),
                SettingRow(
                    key: "sign", values: "words", fallback: "no sign", help: "What it says.", counts: .atOnce),
            ])
        #expect(pages[1].rows.map(\.key) == ["frozen", "fish"])
    }
}
