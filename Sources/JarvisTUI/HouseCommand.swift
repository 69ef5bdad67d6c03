import ArgumentParser
import CommandLine
import House

/// `jarvis house …`: the process that owns everything; a front starts it.
struct HouseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: HouseStart.subcommand, abstract: "The house itself; started by a front.",
        shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough)
    var words: [String] = []

    func run() throws {
        do {
            let start = try HouseStart(arguments: words)
            throw ExitCode(Composition.run(start))
        } catch let error as HouseError {
            throw ValidationError(error.description)
        }
    }
}
