import Screen
import Testing
import Text

@testable import JarvisTUI
@testable import Multiplexer

@Suite struct FormTests {
    private static func state(_ size: Size = Size(width: 60, height: 20)) -> AppState {
        var state = Sample.state(size)
        state.push(GuestLayer())
        return state
    }

    /// What was taken; `nil` while the form is open, or was left.
    private static func taken(_ state: AppState) -> String? {
        state.layers.isEmpty ? state.activity : nil
    }

    @Test(arguments: [
        ([], "ax|117|"), (["Tab"], "a|117x|"), (["Down", "Tab"], "a|117|x"), (["Down", "Up"], "ax|117|"),
        (["Tab", "Tab", "Tab"], "ax|117|"), (["S-Tab"], "a|117|x"), (["Up", "Up"], "a|117x|"),
    ])
    func `Tab and the arrows go from field to field, and round`(keys: [String], texts: String) {
        var state = Self.state()
        state.type("a")
        for key in keys { state.press(key) }
        state.type("x")
        let form = (state.layers.last as? GuestLayer)?.form
        #expect(GuestLayer.Field.allCases.map { form?[$0] ?? "-" }.joined(separator: "|") == texts)
    }

    @Test func `Enter takes what all fields hold, and Esc nothing`() {
        var state = Self.state()
        state.type("web")
        var left = state
        state.press("Enter")
        #expect(Self.taken(state) == "web|117|")
        left.press("Esc")
        #expect(left.layers.isEmpty && left.activity == nil)
    }

    @Test func `Enter goes to the first field that is wrong, and says why until it is not any more`() {
        var state = Self.state()
        #expect(!state.picture().text.contains(GuestLayer.noName))
        state.press("Tab")
        state.type("x")
        state.press("Tab", "Enter")
        #expect(state.picture().text.contains(GuestLayer.noName))
        state.type("web")
        #expect(!state.picture().text.contains(GuestLayer.noName))
        state.press("Enter")
        #expect(Self.taken(state) == nil)
        #expect(state.picture().text.contains(GuestLayer.noNumber))
        state.press("Backspace", "Enter")
        #expect(Self.taken(state) == "web|117|")
    }

    @Test func `what is wrong is told of the field that has the keys`() {
        var state = Self.state()
        state.press("Tab")
        state.type("x")
        state.press("Enter", "Tab")
        #expect(state.picture().text.contains(GuestLayer.noNumber))
        #expect(!state.picture().text.contains(GuestLayer.noName))
        state.press("Tab")
        #expect(state.picture().text.contains(GuestLayer.advice))
    }

    @Test func `a paste goes into one line of the field that has the keys, as much as it takes`() {
        var state = Self.state()
        state.paste("a very long name for a guest\n")
        state.press("Tab", "Tab")
        state.paste("\r\none\r\ntwo\n\nthree\r")
        state.press("Enter")
        #expect(Self.taken(state) == "a very l|117|one two three")
    }

    @Test func `a field shows what it may hold until something is typed`() {
        var state = Self.state()
        #expect(state.picture().text.contains("Note: none needed"))
        state.press("S-Tab")
        state.type("n")
        #expect(state.picture().text.contains("Note: n "))
    }

    @Test func `the keys of a form stand in the last line`() {
        let rows = Self.state(Size(width: 80, height: 20)).picture().text.split(separator: "\n")
        #expect(rows.last?.contains("Enter Create  Tab Next field  Esc Close") == true)
    }

    @Test(arguments: [(20, 6), (24, 8), (30, 7), (36, 12), (60, 20)])
    func `on every screen one sees what one types, and where`(width: Int, height: Int) throws {
        for tabs in 0..<3 {
            var state = Self.state(Size(width: width, height: height))
            for _ in 0..<tabs { state.press("Tab") }
            state.type("1234Q")
            let frame = state.picture()
            let place = frame.cursor?.position
            let cursor = try #require(place)
            #expect(frame[cursor.x - 1, cursor.y].character == "Q", "\(tabs)")
            #expect(frame[cursor.x, cursor.y].character == " ", "\(tabs)")
        }
    }

    @Test func `on a phone what is wrong is told in full`() throws {
        var state = Self.state(Size(width: 30, height: 9))
        state.press("Tab", "Enter")
        try GoldenScreen(name: "form-30x9").expect(state)
    }

    @Test func `a form draws at every size from one cell on`() {
        for width in 1...40 {
            for height in 1...14 {
                var state = Self.state(Size(width: width, height: height))
                state.press("Enter")
                #expect(state.picture().size == Size(width: width, height: height))
            }
        }
    }
}

/// Asks for a guest: a name, a number that is there already, and a note that may be left out.
private struct GuestLayer: FormLayer {
    enum Field: CaseIterable, Sendable {
        case name
        case number
        case note
    }

    static let advice = "Enter: create it"
    static let noName = "A guest needs a name."
    static let noNumber = "The VMID is a number."

    var form = Form(
        title: "NEW GUEST", words: [("A container on the node home.", .plain)], verb: "Create",
        advice: advice,
        [
            FormField(Field.name, label: "Name", longest: 8) { $0.isEmpty ? noName : nil },
            FormField(.number, label: "VMID", text: "117") { Int($0) == nil ? noNumber : nil },
            FormField(.note, label: "Note", placeholder: "none needed"),
        ])

    func taken() -> LayerOutcome {
        let texts = Field.allCases.map { form[$0] }.joined(separator: "|")
        return .closeAndChange { state in
            state.activity = texts
            return []
        }
    }
}
