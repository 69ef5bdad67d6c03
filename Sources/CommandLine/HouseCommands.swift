import ArgumentParser
import House
import Jarvis
import Multiplexer
import Settings

/// What a front tells the house it starts.
package enum HouseMark {
    /// Its cluster is simulated.
    package static let demo = "demo"

    /// It shows itself, and leaves so much of the usual time to read.
    static func tour(pace: Double) -> String { "tour=\(pace)" }

    /// The pace of the tour that a front asked for; `nil` for none.
    package static func tourPace(in words: [String]) -> Double? {
        words.lazy.compactMap { word in
            word.hasPrefix("tour=") ? Double(word.dropFirst(5)) : nil
        }.first { (0...10).contains($0) }
    }
}

/// `jarvis watch`: the house in the foreground, for a service manager.
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Be the house in the foreground, for systemd.")

    func run() throws {
        try Errand.Ending.leave {
            try Watch.run(.standard())
        }
    }
}

/// `jarvis kill-house`: ends the running house.
struct KillHouseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kill-house", abstract: "End the running house, its shells and its watch.",
        discussion: """
            Where programs run in its shells, it names them and asks; without a terminal to ask on it refuses. The shells of \
            a house that does not answer are kept for the next one; where no house runs, it asks before it ends those. \
            Where there is nothing of a house, it ends a running demo.
            """)

    @Flag(help: "Ask nothing, whatever runs.")
    var force = false

    func run() throws {
        try Errand.Ending.leave {
            do throws(HouseError) {
                return try end(.standard())
            } catch .noHouse where DemoHouse().isOpen {
                StandardError.write("demo: no other house is running.")
                return try end(DemoHouse().address)
            }
        }
    }

    private func end(_ house: HouseAddress) throws(HouseError) -> Errand.Ending {
        let question = Question(to: house)
        if !force, let refusal = HouseParting(question).refusal(of: "End the house?") { return refusal }
        let sentence =
            switch try question.killHouse(silent: Self.tellSilence) {
            case .orderly: house.keepsState ? "The house has ended." : "The demo has ended."
            case .killed: "The house did not end in time and was killed."
            case .shellsEnded: "No house was running; the shells that were kept have ended."
            case .shellsKept:
                "The house did not answer and has ended. Its shells are kept: `jarvis` goes on with them, "
                    + "`jarvis kill-house` once more ends them."
            }
        StandardOutput.write(sentence + "\n")
        return Errand.Ending(.done)
    }

    /// What happens now, for who waits.
    private static func tellSilence(_ process: Int32) {
        StandardError.write(
            "The house (process \(process)) does not answer. It has a second to make way and is killed then; its shells are "
                + "kept where it has a keeper.")
    }
}
