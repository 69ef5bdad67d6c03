import Screen
import Testing

@Suite struct KeyTests {
    @Test(arguments: ["q", "C-x", "M-Left", "F5", "C-M-S-PageUp", "Space", "-", "C--", "M-ä", "S-Tab", "Esc"])
    func `a name of a key reads back as the key`(name: String) {
        #expect(Key(name)?.description == name)
    }

    @Test(arguments: ["", "Foo", "C-", "F0", "F36", "C-Foo", "ab"])
    func `what names no key is refused`(name: String) {
        #expect(Key(name) == nil)
    }

    @Test(
        arguments: [
            ("k", "k"), ("N", "N"), (" ", "Space"), (.space, "Space"), (.enter, "Enter"), (.tab, "Tab"),
            (.backspace, "Backspace"), (.escape, "Esc"), (.up, "Up"), (.down, "Down"), (.left, "Left"),
            (.right, "Right"), (.home, "Home"), (.end, "End"), (.pageUp, "PageUp"), (.pageDown, "PageDown"),
            (.delete, "Delete"), (.function(12), "F12"), (.control("g"), "C-g"), (.control(.left), "C-Left"),
            (.alt(.enter), "M-Enter"), (.shift(.tab), "S-Tab"), (.control(.alt(.shift(.up))), "C-M-S-Up"),
        ] as [(Key, String)])
    func `a key as code writes it is the one of its name`(key: Key, name: String) {
        #expect(Key(name) == key)
        #expect(key.description == name)
    }

    @Test func `the plain digits are digits, and nothing else is`() throws {
        #expect((0...9).map { Key(Character("\($0)")).digit } == Array(0...9))
        for name in ["C-7", "M-7", "S-7", "F7", "٧", "７", "²", "x", "-", "Up"] {
            let key = try #require(Key(name) as Key?)
            #expect(key.digit == nil, "\(name)")
        }
    }

    @Test(arguments: [
        ("x", "x"), ("^O", "C-o"), ("^o", "C-o"), ("C-O", "C-o"), ("M-Up", "M-Up"), ("F5", "F5"),
        ("Space", "Space"), ("^", "^"), ("S-a", "A"), ("S-Tab", "S-Tab"), ("é", "é"), ("-", "-"),
        ("C-M-x", "C-M-x"),
    ])
    func `a key is read as the screen writes it`(label: String, name: String) throws {
        let key = try #require(Key(label: label))
        #expect(key.description == name)
        #expect(Key(label: key.label) == key)
    }

    @Test(
        arguments: [
            ("g g", ["g", "g"]), ("z Space", ["z", .space]), (" ", [.space]),
            ("^X  M-Up", [.control("x"), .alt(.up)]),
            ("x", ["x"]),
        ] as [(String, [Key])])
    func `keys one after the other are read as the screen writes them`(label: String, keys: [Key]) {
        #expect([Key](label: label) == keys)
        #expect([Key](label: keys.label) == keys)
    }

    @Test(arguments: ["", "  ", "g xy", "z \u{1B}", "g\tg"])
    func `what is not all keys is read as none`(label: String) {
        #expect([Key](label: label) == nil)
    }

    @Test(arguments: [
        "", "xy", "^xy", "F99", "M-", "Up-Down", "\u{1B}", "\u{7}", "\n", "^\u{1B}", "\u{202E}",
    ])
    func `what no key is called is read as none`(label: String) {
        #expect(Key(label: label) == nil)
    }
}
