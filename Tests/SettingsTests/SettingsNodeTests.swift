import Settings
import Testing

private enum Colour: String, CaseIterable {
    case amber
    case cyan
}

@Suite struct SettingsNodeTests {
    private func root(_ text: String) throws -> SettingsNode {
        try SettingsNode(parsing: text, file: "config.yaml")
    }

    @Test func `an empty file is an empty mapping`() throws {
        #expect(try root("").mapping(known: ["ui"]).isEmpty)
        #expect(try root("# only a comment\n").mapping(known: ["ui"]).isEmpty)
    }

    @Test func `a byte order mark, which some editors put first, is no part of the file`() throws {
        let keys = try root("\u{FEFF}ui: amber\nport: many\n").mapping(known: ["ui", "port"])
        #expect(try keys["ui"]?.string() == "amber")
        let error = #expect(throws: SettingsError.self) { try keys["port"]?.integer(in: 1...9) }
        #expect(error?.description.hasPrefix("config.yaml:2: port: ") == true)
        #expect(try root("\u{FEFF}").mapping(known: ["ui"]).isEmpty)
    }

    @Test func `values are read as the type asked for`() throws {
        let node = try root("name: home\nport: 8006\nsafe: yes\ncolour: cyan\nlist: [a, b]\n")
        let keys = try node.mapping(known: ["name", "port", "safe", "colour", "list"])
        #expect(try keys["name"]?.string() == "home")
        #expect(try keys["port"]?.integer(in: 1...65535) == 8006)
        #expect(try keys["safe"]?.bool() == true)
        #expect(try keys["colour"]?.choice(Colour.self) == .cyan)
        #expect(try keys["list"]?.list().map { try $0.string() } == ["a", "b"])
    }

    @Test func `an unknown key is named with its line and the keys there are`() throws {
        let node = try root("ui:\n  theme: amber\n  colour: red\n")
        let ui = try #require(try node.mapping(known: ["ui"])["ui"])
        let error = #expect(throws: SettingsError.self) { try ui.mapping(known: ["theme", "mode"]) }
        #expect(
            error?.description
                == "config.yaml:3: ui.colour: unknown key; known here: theme, mode")
    }

    @Test(arguments: [
        ("port: 0", "config.yaml:1: port: expected a whole number from 1 to 9"),
        ("port: many", "config.yaml:1: port: expected a whole number from 1 to 9"),
        ("\nport: [1]", "config.yaml:2: port: expected text"),
    ])
    func `a wrong number points at its place`(text: String, sentence: String) throws {
        let port = try #require(try root(text).mapping(known: ["port"])["port"])
        let error = #expect(throws: SettingsError.self) { try port.integer(in: 1...9) }
        #expect(error?.description == sentence)
    }

    @Test func `a wrong choice lists the right ones`() throws {
        let colour = try #require(try root("c: pink").mapping(known: ["c"])["c"])
        let error = #expect(throws: SettingsError.self) { try colour.choice(Colour.self) }
        #expect(error?.problem == "\"pink\" is not one of: amber, cyan")
    }

    @Test func `a file that is no YAML says where`() {
        let error = #expect(throws: SettingsError.self) { try root("a: [1, 2\nb: 3\n") }
        #expect(error?.line == 2)
        #expect(error?.problem.hasPrefix("not valid YAML") == true)
    }
}
