import House
import Multiplexer

/// A process of a house, which only others of Jarvis start: the house itself, its guardian, its keeper.
///
/// Three of them begin one after the other before there is a picture, so their words are read here and not by the
/// parser of the commands, which takes longer than the rest of such a start.
enum HousePart {
    /// Is the process that the program's arguments name, its own name first, and returns its exit code; `nil` for a
    /// command.
    static func run(_ arguments: [String]) -> Int32? {
        guard arguments.count > 1 else { return nil }
        let words = Array(arguments.dropFirst(2))
        switch arguments[1] {
        case Guardian.subcommand: return Guardian.run(words)
        case Keeper.subcommand: return Keeper.run(words)
        case HouseStart.subcommand:
            do throws(HouseError) {
                return Composition.run(try HouseStart(arguments: words))
            } catch {
                StandardError.write("house: \(error)")
                return error.exitCode
            }
        default: return nil
        }
    }
}
