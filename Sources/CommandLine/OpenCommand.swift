import ArgumentParser
import Glibc
import House
import Jarvis
import Screen
import Settings
import Terminal

/// `jarvis`: attaches this terminal to the running house, or starts one.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open the command center (the default).")

    @Flag(help: "Keep everything in a house of this terminal's own, which ends with it.")
    var foreground = false

    @Flag(help: "Wait while another terminal is attached instead of taking its place.")
    var yield = false

    func run() throws {
        let environment = ProcessEnvironment.current
        let folders = Folders(environment: environment)
        try Errand.Ending.leave {
            // Read here too, so that a mistake is told on this terminal at once.
            let settings = try Configuration.read(file: folders.configurationFile)
            try TerminalCheck.pass(environment)
            guard settings?.clusters.isEmpty == false else {
                return Errand.Ending(code: Front.run(.demo(yields: yield)))
            }
            if !foreground, let ending = try HouseParting.renew(.standard()) { return ending }
            let bond: FrontConfiguration.Bond = foreground ? .foreground : .shared
            return Errand.Ending(
                code: Front.run(FrontConfiguration(address: .standard(), bond: bond, yields: yield)))
        }
    }
}

/// `jarvis demo`: the simulated cluster, whatever is configured.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Open the demo on a simulated cluster.")

    @Flag(
        help:
            "Have it show itself for 45 seconds: a node dies, a guest crashes and is started. Any key ends that."
    )
    var tour = false

    @Option(
        help: "With --tour, write it to this new file, an asciicast of version 2; no terminal is needed.",
        completion: .file())
    var cast: String?

    @Option(
        help: "With --cast, columns and rows, such as 120x36; 160x45 when absent.",
        transform: { text in
            guard let size = Terminal.TerminalSize(text), (20...500).contains(size.columns),
                (6...300).contains(size.rows)
            else {
                throw ValidationError(
                    "'\(text)' is no size: give 20 to 500 columns and 6 to 300 rows, such as 160x45.")
            }
            return size
        })
    var size: Terminal.TerminalSize?

    /// How much of the usual time a sentence of the tour has.
    @Option(help: ArgumentHelp(visibility: .private)) var pace = 1.0

    func validate() throws {
        guard (0...10).contains(pace) else { throw ValidationError("The pace is 0 to 10.") }
        guard cast == nil || tour else { throw ValidationError("--cast goes with --tour.") }
        guard size == nil || cast != nil else { throw ValidationError("--size goes with --cast FILE.") }
    }

    func run() throws {
        try Errand.Ending.leave {
            if let cast {
                let size = size ?? Terminal.TerminalSize(columns: 160, rows: 45)
                return try TourRecording(file: cast, size: size, pace: pace).run()
            }
            try TerminalCheck.pass(ProcessEnvironment.current)
            return Errand.Ending(code: Front.run(.demo(yields: false, tourPace: tour ? pace : nil)))
        }
    }
}

/// Looks a terminal up before a house is started for it.
enum TerminalCheck {
    /// Throws for a type of terminal that nothing could be drawn on; what is no terminal at all, the front says itself.
    static func pass(_ environment: [String: String]) throws(ScreenError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return }
        guard !["", "dumb", "unknown"].contains(environment["TERM"] ?? "") else { return }
        _ = try TTYDescription(environment: environment)
    }
}

extension FrontConfiguration {
    /// A house of its own around a simulated cluster, which ends with this terminal.
    static func demo(yields: Bool, tourPace: Double? = nil) -> FrontConfiguration {
        FrontConfiguration(
            address: HouseAddress.standard().demo,
            arguments: [HouseMark.demo] + [tourPace.map(HouseMark.tour)].compactMap(\.self), bond: .alone,
            yields: yields)
    }
}
