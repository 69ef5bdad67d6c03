import House
import Multiplexer

/// A process of a house, which only others of Jarvis start: the house itself, its guardian, its keeper.
///
/// Three of them begin one after the other before there is a picture, so their words are read here and not by the
/// parser of the commands, which takes longer than the rest of such a start.
enum HousePart {
    case house([String])
    case guardian([String])
    case keeper([String])

    /// Of the program's arguments, its own name first; `nil` for a command.
    init?(_ arguments: [String]) {
        guard arguments.count > 1 else { return nil }
        let words = Array(arguments.dropFirst(2))
        switch arguments[1] {
        case HouseStart.subcommand: self = .house(words)
        case Guardian.subcommand: self = .guardian(words)
        case Keeper.subcommand: self = .keeper(words)
        default: return nil
        }
    }

    /// Is that process; returns its exit code.
    func run() -> Int32 {
        switch self {
        case .guardian(let words): return Guardian.run(words)
        case .keeper(let words): return Keeper.run(words)
        case .house(let words):
            do throws(HouseError) {
                return Composition.run(try HouseStart(arguments: words))
            } catch {
                StandardError.write("house: \(error)")
                return error.exitCode
            }
        }
    }
}
