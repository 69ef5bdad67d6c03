import Screen
import Settings
import Testing

@testable import JarvisTUI
@testable import Multiplexer

/// Keys that the operator gave to commands: which of them count, and what is said of the others.
@Suite struct KeyBindingTests {
    private static func bindings(_ entries: KeyValuePairs<String, [String]>) -> KeyBindings {
        KeyBindings(
            KeySettings(entries.map { KeySettings.Entry(command: $0.key, keys: $0.value) }),
            of: HouseScreen.catalog.defaults, prefix: "a")
    }

    @Test func `two commands may change their keys, and one may have several or none`() {
        let bindings = Self.bindings([
            "guest.start": ["d"], "guest.shutdown": ["s", "F5"], "guest.stop": [], "tab.next": ["^N"],
        ])
        #expect(bindings.faults.isEmpty)
        #expect(
            bindings.keys == [
                "guest.start": [["d"]], "guest.shutdown": [["s"], [.function(5)]], "guest.stop": [],
                "tab.next": [[.control("n")]],
            ])
    }

    @Test func `a key of two commands that listen at one place is taken back, the last of the file first`() {
        let taken = Self.bindings(["guest.start": ["w"], "zoom": ["o"], "feed.filter": ["j"]])
        #expect(taken.keys.isEmpty)
        #expect(
            Set(taken.faults) == [
                KeyFault(command: "guest.start", problem: "w is already for amiss, \"What is amiss\""),
                KeyFault(command: "zoom", problem: "o is already for cluster.order, \"Arrange\""),
                KeyFault(command: "feed.filter", problem: "j is already for feed.down, \"Newer\""),
            ])
        let second = Self.bindings(["guest.start": ["X"], "guest.reset": ["X"]])
        #expect(second.keys == ["guest.start": [["X"]]])
        #expect(second.faults.map(\.command) == ["guest.reset"])
    }

    @Test func `a layer's key is no other's there, nor one that all layers have or that works through it`() {
        let bindings = Self.bindings([
            "order.memory": ["n"], "order.disk": ["q"], "details.longer": ["s"], "amiss.silence": ["Z"],
            "views.delete": ["s"],
        ])
        #expect(bindings.keys == ["amiss.silence": [["Z"]], "views.delete": [["s"]]])
        #expect(
            Set(bindings.faults) == [
                KeyFault(command: "order.memory", problem: "n is already for order.name, \"Name\""),
                KeyFault(command: "order.disk", problem: "q is already for list.close, \"Close\""),
                KeyFault(command: "details.longer", problem: "s is already for guest.start, \"Start\""),
            ])
    }

    @Test func `commands of copy mode may have several keys, none of which begin another's`() {
        let bindings = Self.bindings([
            "copy.oldest": ["g g", "F4"], "copy.wordnext": ["]"], "copy.find": ["j x"], "copy.left": ["z"],
            "copy.right": ["M-z 2"], "copy.block": ["z F12"], "copy.linestart": ["0", "|"],
        ])
        #expect(
            bindings.keys == [
                "copy.oldest": [["g", "g"], [.function(4)]], "copy.right": [[.alt("z"), "2"]],
                "copy.linestart": [["0"], ["|"]],
            ])
        #expect(
            Set(bindings.faults) == [
                KeyFault(
                    command: "copy.wordnext",
                    problem: "] is part of ] ], which is already for copy.promptnext, \"Next prompt\""),
                KeyFault(
                    command: "copy.find", problem: "j x holds j, which is already for copy.down, \"Down\""),
                KeyFault(
                    command: "copy.left",
                    problem:
                        "z is part of z z, which is already for copy.cursormiddle, \"Cursor in the middle\""
                ),
                KeyFault(
                    command: "copy.block",
                    problem: "z F12 holds F12, which is already for kill, \"Kill switch\""),
            ])
    }

    @Test func `keys that were taken back take back those that counted on them`() {
        let bindings = Self.bindings(["guest.start": ["d"], "guest.shutdown": ["w"]])
        #expect(bindings.keys.isEmpty)
        #expect(bindings.faults.map(\.command) == ["guest.shutdown", "guest.start"])
    }

    @Test(
        arguments: [
            ("guest.dance", ["x"], "there is no such command"), ("zoom", ["xy"], "\"xy\" is no key"),
            ("zoom", ["Esc"], "Esc is the way out"), ("zoom", ["^C"], "^C is the way out"),
            ("zoom", ["^I"], "^I is Tab"), ("tab.next", ["^A"], "^A is the prefix key"),
            ("chat.fold", ["x"], "x is for what is typed there"),
            ("chat.fold", ["Left"], "Left is for what is typed there"),
            ("chat.cancel", ["F5"], "Esc is the way out"), ("cluster.unfilter", [], "Esc is the way out"),
            ("question.open", ["y"], "y may be an answer"), ("question.open", ["Enter"], "Enter may be"),
            ("question.open", ["^E"], "^E is for what is typed"), ("question.open", [], "a card that waits"),
            ("list.close", ["x"], "Esc is the way out"), ("list.down", ["1"], "1 is for the row"),
            ("question.open", ["^A"], "^A is the prefix key"), ("zoom", ["\u{1B}"], "is no key"),
            ("kill", [], "heard everywhere"), ("copy.stop", ["x"], "Esc is the way out"),
            ("copy.down", ["^A"], "^A is the prefix key"), ("copy.down", ["z Esc"], "Esc is the way out"),
            ("copy.down", ["2"], "2 tells how often in copy mode; begin with another key, as in z 2"),
            ("copy.down", ["0 g"], "0 tells how often"), ("copy.down", ["J J", "J"], "J is enough"),
            ("copy.down", ["J nothing"], "is no key"), ("copy.down", [""], "is no key"),
            ("zoom", ["g z"], "g z are several keys; only commands of copy mode"),
        ] as [(String, [String], String)])
    func `the way out, typed text and answers stay what they are, and what is no key is said`(
        command: String, keys: [String], words: String
    ) throws {
        let bindings = Self.bindings([command: keys])
        #expect(bindings.keys.isEmpty)
        let fault = try #require(bindings.faults.first)
        #expect(bindings.faults.count == 1 && fault.command == command)
        #expect(fault.problem.contains(words), "\(fault.problem)")
        #expect(!fault.problem.contains("\u{1B}"))
    }

    @Test func `every command may be named with the keys it has`() {
        let all = HouseScreen.catalog.defaults.map {
            KeySettings.Entry(command: $0.id, keys: $0.sequences.map(\.label))
        }
        let bindings = KeyBindings(KeySettings(all), of: HouseScreen.catalog.defaults, prefix: "a")
        #expect(bindings.faults.isEmpty)
        #expect(bindings.keys.count == all.count && all.count > 100)
    }
}
