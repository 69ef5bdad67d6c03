import ArgumentParser
import FoundationEssentials
import House
import Jarvis
import Multiplexer
import Settings
import Text

/// `jarvis kill`: stops every change of a cluster.
struct KillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kill", abstract: "Stop every change of the clusters, by anybody; looking goes on.",
        discussion: """
            From then on nothing is started, stopped or changed: not by a key, not by Jarvis, not by a command, in no house \
            and without one; a card that waits is refused whatever is answered. What was sent before goes on. It is a \
            file, kill, in the folder of the state, and counts as on also where that file cannot be read. It ends by \
            itself only where --for was given.
            """)

    @Option(name: .customLong("for"), help: "Ends by itself after so long, such as 30m, 4h or 1d12h.")
    var time: String?

    @Option(help: "Why, for whoever wonders.")
    var reason: String?

    func run() throws {
        try Errand.Ending.leave {
            let now = Date.now
            var until: Date?
            if let time {
                guard let seconds = TimeSpan(time)?.seconds else {
                    return Errand.Ending(
                        .usage, "--for takes a time such as 30m, 4h or 1d12h, at most a year.")
                }
                until = now.addingTimeInterval(Double(seconds))
            }
            let house = HouseAddress.standard()
            try house.prepareState()
            let state = try KillFile(folder: house.state).engage(
                KillSwitch(since: now, until: until, reason: reason))
            StandardOutput.write("The kill switch is \(state.words()).\n")
            if DemoHouse().isOpen {
                StandardError.write("A demo runs, too; it has a kill switch of its own.")
            }
            return Errand.Ending(.done)
        }
    }
}

/// `jarvis unkill`: lets the clusters be changed again.
struct UnkillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unkill", abstract: "Release the kill switch, so that changes are possible again.",
        discussion: """
            It asks on the terminal, and takes no answer from a program of the house's own shells: whatever is to be kept \
            from changing something may not release it. On the screen its key does the same.
            """)

    func run() throws {
        try Errand.Ending.leave {
            let house = HouseAddress.standard()
            let file = KillFile(folder: house.state)
            let state = file.state()
            guard state.isOn else {
                StandardOutput.write("The kill switch is off.\n")
                return Errand.Ending(.done)
            }
            if case .objection(let objection) = Testimony.ofThisProcess(beside: house) {
                return Errand.Ending(.refused, "The kill switch stays \(state.words()). \(objection)")
            }
            guard let terminal = ControllingTerminal() else {
                return Errand.Ending(.refused, "There is no terminal to ask on.")
            }
            terminal.say("The kill switch is \(state.words()).")
            guard let answer = terminal.answer("Type yes to let the clusters be changed again"),
                answer.lowercased() == "yes"
            else { return Errand.Ending(.refused, "It stays on.") }
            guard try GateKeeper(kill: file).release(seen: state) else {
                return Errand.Ending(
                    .refused, "It is another one by now, and stays \(file.state().words()).")
            }
            StandardOutput.write("The kill switch is \(file.state().words()).\n")
            return Errand.Ending(.done)
        }
    }
}

/// A length of time as it is typed: `90s`, `30m`, `4h`, `1d12h`.
struct TimeSpan {
    let seconds: Int

    private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    private static let longest = 366 * 86_400

    /// `nil` for anything else, for none and for more than a year.
    init?(_ text: String) {
        var (total, digits) = (0, "")
        for character in text {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            guard let unit = Self.units[character], let count = Int(digits, radix: 10), count <= Self.longest
            else { return nil }
            total += count * unit
            digits = ""
            guard total <= Self.longest else { return nil }
        }
        guard digits.isEmpty, total > 0 else { return nil }
        seconds = total
    }
}
