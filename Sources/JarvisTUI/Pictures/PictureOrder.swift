import CommandLine
import FoundationEssentials
import Glibc
import Jarvis
import Multiplexer
import Text

/// The wish for a picture of the screen in a file of the operator's home.
struct PictureOrder: Sendable, Equatable {
    static let picture = ScreenPicture(format: .svg)

    /// Writes the picture beside the loop; the bottom line tells where it is.
    static func carryOut(_ text: String, _ mailbox: Mailbox) {
        let now = Moment.now.epoch
        let home = ProcessEnvironment.current["HOME"] ?? "/"
        let path = "\(home)/\(name(at: now, by: WallClock(at: now)))"
        Task { @concurrent in
            do throws(PrivateFile.Fault) {
                try PrivateFile.create(path, text: text)
                mailbox.send(
                    .notice("\(path) has the picture; known names are replaced, the shell is covered.", .info)
                )
            } catch {
                mailbox.send(.notice("\(error)", .warning))
            }
        }
    }

    /// `jarvis-2026-01-31-235959.svg`.
    static func name(at epoch: Double, by clock: WallClock) -> String {
        let time = clock.seconds(epoch).filter { $0 != ":" }
        return "jarvis-\(clock.day(epoch) ?? "0")-\(time).svg"
    }
}
