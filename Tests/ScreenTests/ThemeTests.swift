import FoundationEssentials
import Screen
import Settings
import Testing
import Text

struct ThemeTests {
    private static let folder =
        URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path() + "/Themes"

    private static let names = ["amber", "cyan", "green", "purple", "red"]

    private func theme(_ name: String) throws -> Theme {
        try ThemeLibrary(folders: [Self.folder]).theme(named: name)
    }

    @Test func `five colourways come with the program`() throws {
        #expect(try ThemeLibrary(folders: [Self.folder]).names == Self.names)
    }

    @Test(arguments: names + ["plain"], [ColorDepth.trueColor, .indexed, .sixteen, .eight])
    func `every text is readable on every ground it is drawn on`(name: String, depth: ColorDepth) throws {
        let scheme = Scheme(name == "plain" ? .plain : try theme(name), depth: depth)
        for ground in Ground.allCases {
            for role in Role.allCases where role != .selected || ground == .selection {
                let style = scheme[role, on: ground]
                let contrast = try rgb(style.foreground).contrast(to: rgb(style.background))
                let least = depth < .indexed && ground == .selection ? 4.5 : role.leastContrast
                #expect(contrast >= least, "\(role) on \(ground): \(contrast)")
            }
        }
    }

    @Test(arguments: names + ["plain"], [ColorDepth.trueColor, .indexed, .sixteen, .eight])
    func `every badge is readable`(name: String, depth: ColorDepth) throws {
        let scheme = Scheme(name == "plain" ? .plain : try theme(name), depth: depth)
        for role in Role.allCases where role.leastContrast >= 4.5 && role != .selected {
            let badge = scheme.badge(role)
            let contrast = try rgb(badge.foreground).contrast(to: rgb(badge.background))
            // The console's yellow is brown.
            #expect(contrast >= (badge.background == .palette(3) ? 3.9 : 4.5), "\(role): \(contrast)")
            guard case .palette(let index) = badge.background.kind, depth < .indexed else { continue }
            let (ink, ground) = try (Self.xterm(badge.foreground), RGB(Self.xterm[Int(index)]))
            #expect(ink.contrast(to: ground) >= 4.5 || [1, 5, 12].contains(index), "\(role) in xterm")
        }
    }

    /// xterm's own 16 colours (XTerm-col.ad).
    private static let xterm: [UInt32] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]

    private static func xterm(_ color: Color) throws -> RGB {
        guard case .palette(let index) = color.kind else { throw CocoaError(.featureUnsupported) }
        return RGB(xterm[Int(index)])
    }

    @Test(arguments: names + ["plain"], ColorDepth.allCases)
    func `unknown never looks like ok`(name: String, depth: ColorDepth) throws {
        let scheme = Scheme(name == "plain" ? .plain : try theme(name), depth: depth)
        for fine in [Role.ok, .tierGreen] {
            #expect(scheme[.unknown] != scheme[fine])
            guard depth > .monochrome else { continue }
            let difference = try rgb(scheme[.unknown].foreground).difference(to: rgb(scheme[fine].foreground))
            #expect(difference > 0.1)
        }
    }

    @Test(arguments: names + ["plain"], [ColorDepth.sixteen, .eight])
    func `with few colours tags are told from names, and frames wear no colour of a state`(
        name: String, depth: ColorDepth
    ) throws {
        let scheme = Scheme(name == "plain" ? .plain : try theme(name), depth: depth)
        #expect(scheme[.faint].foreground != scheme[.text].foreground)
        let frame = try hue(scheme[.border].foreground)
        let states = try [Role.ok, .warning, .critical].map { try hue(scheme[$0].foreground) }
        #expect(!states.contains(frame))
    }

    /// A colour of the first eight; the bright ones are those too, in bold.
    private func hue(_ color: Color) throws -> UInt8 {
        guard case .palette(let index) = color.kind else { throw CocoaError(.featureUnsupported) }
        return index & 7
    }

    @Test(arguments: names, [ColorDepth.trueColor, .indexed])
    func `the severities are told apart at a glance`(name: String, depth: ColorDepth) throws {
        let scheme = Scheme(try theme(name), depth: depth)
        let roles: [Role] = [.ok, .warning, .critical, .unknown]
        for one in roles {
            for other in roles where other != one {
                let difference = try rgb(scheme[one].foreground).difference(to: rgb(scheme[other].foreground))
                #expect(difference > 0.08, "\(one) and \(other)")
            }
        }
    }

    @Test func `a user's theme gives only what differs from the one it extends`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "mine.yaml", "about: Mine\nextends: amber\nroles:\n  accent: [\"#00ff00\", green, green]\n")
        let library = try ThemeLibrary(folders: [Self.folder, folder.path, "/nowhere"])
        let mine = try library.theme(named: "mine")
        #expect(mine.about == "Mine")
        #expect(mine.roles[.accent] == ThemeColor(rgb: RGB(0x00FF00), sixteen: 2, eight: 2))
        #expect(mine.roles[.text] == (try theme("amber")).roles[.text])
    }

    @Test(arguments: [
        (
            "extends: amber\nroles: {accent: \"#12345\"}",
            ".yaml:2: roles.accent: \"#12345\" is not a colour such as \"#ffb000\""
        ),
        ("extends: amber\nroles:\n  acent: \"#123456\"", ".yaml:3: roles.acent: unknown key"),
        (
            "extends: amber\nroles:\n  accent: [\"#123456\", gold]",
            ".yaml:3: roles.accent.2: \"gold\" is not one of"
        ),
        ("extends: nothing", ".yaml:1: extends: there is no theme \"nothing\""),
        ("extends: bad", ".yaml:1: extends: themes extend each other in a circle"),
        ("about: x", "background is missing"), ("a: [", "not valid YAML"),
        ("- 1", "expected keys and values"),
        ("extends: amber\ngrounds:\n  raised: [\"#ffffff\", white, bright-white]", "no background is bright"),
    ])
    func `what is wrong with a theme is said with file, line and key`(text: String, problem: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("bad.yaml", text)
        let library = try ThemeLibrary(folders: [Self.folder, folder.path])
        let error = #expect(throws: SettingsError.self) { try library.theme(named: "bad") }
        let message = error?.description ?? ""
        #expect(message.hasPrefix(folder.path + "/bad.yaml"))
        #expect(message.contains(problem), "\(message)")
    }

    @Test func `a theme that is not there is told with those that are`() throws {
        let error = #expect(throws: SettingsError.self) {
            try ThemeLibrary(folders: [Self.folder]).theme(named: "pink")
        }
        #expect(error?.problem == "there is no theme \"pink\"; there are: amber, cyan, green, purple, red")
    }

    @Test func `folders without themes are named`() throws {
        let error = #expect(throws: SettingsError.self) {
            try ThemeLibrary(folders: ["/nowhere", "/neither"]).theme(named: "amber")
        }
        #expect(error?.problem == "there are no themes in /nowhere or /neither")
        #expect(ThemeLibrary.fault(of: "amber", in: ["/nowhere", "/neither"]) == nil)
        #expect(ThemeLibrary.fault(of: "pink", in: [Self.folder])?.contains("no theme \"pink\"") == true)
    }

    private func rgb(_ color: Color) throws -> RGB {
        switch color.kind {
        case .rgb(let rgb): rgb
        case .palette(let index): TerminalPalette.color(index)
        case .terminal, .transparent: try #require(nil as RGB?, "a theme leaves no colour to the terminal")
        }
    }
}
