import AIKit
import ClusterKit
import Jarvis
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct CommandTests {
    @Test(arguments: Set(HouseScreen.catalog.defaults.map(\.scope)))
    func `a key means one thing in a pane`(scope: CommandScope) {
        let keys = HouseScreen.catalog.bindable(in: scope).flatMap(\.sequences)
        #expect(keys.count == Set(keys).count, "\(keys.map(\.label).sorted())")
    }

    @Test func `no pane's key hides one that works everywhere, but for Esc`() {
        let everywhere = Set(HouseScreen.catalog.commands.filter { $0.scope == .everywhere }.flatMap(\.keys))
        for scope in [CommandScope.panel(.cluster), .panel(.feed)] {
            let own = HouseScreen.catalog.commands.filter { $0.scope == scope }.flatMap(\.keys)
            #expect(everywhere.intersection(own).isEmpty)
        }
    }

    @Test func `every command has an id of its own`() {
        #expect(Set(HouseScreen.catalog.defaults.map(\.id)).count == HouseScreen.catalog.defaults.count)
    }

    @Test(arguments: HouseScreen.catalog.defaults.map(\.id))
    func `a command has a key that exists, a name and one sentence`(id: String) throws {
        let command = try #require(HouseScreen.catalog.defaults.first { $0.id == id })
        #expect(!command.sequences.isEmpty)
        for keys in command.sequences { #expect([Key](label: keys.label) == keys) }
        #expect(command.name.first?.isUppercase == true)
        #expect(command.help.last == "." || command.help.last == "…", "\(command.help)")
    }

    @Test(
        arguments: [
            (.control("p"), "^P"), (.control("["), "^["), (.control(.space), "C-Space"),
            (.control(.left), "C-Left"),
            (.control(.alt("x")), "C-M-x"), (.alt("x"), "M-x"), ("?", "?"), (.pageUp, "PageUp"),
        ] as [(Key, String)])
    func `a character with Ctrl is shown with a caret, other keys by their names`(key: Key, label: String) {
        #expect(key.label == label)
    }

    @Test func `help lists every command of every pane`() {
        var state = Sample.state(Size(width: 200, height: 330))
        state.house.scenarios = [ScenarioChoice(name: "node-dies", help: "A node dies.")]
        state.press("?")
        let text = state.picture().text
        for command in HouseScreen.catalog.commands where command.availability(state) == .enabled {
            #expect(text.contains(String(command.name.prefix(29))), "\(command.id)")
        }
        let others: [any Bindable] = HouseScreen.catalog.layerCommands + HouseScreen.catalog.copyKeys.commands
        for command in others {
            #expect(text.contains(command.help), "\(command.id)")
        }
    }

    @Test func `what can be done to a guest are the commands for it`() {
        let actions = GuestAction.allCases
        #expect(Commands.guest.map(\.id) == actions.map { "guest.\($0.rawValue)" })
    }
}
