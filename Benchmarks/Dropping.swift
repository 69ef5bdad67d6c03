import Glibc
import Onlooker
import Terminal

/// A terminal that looks at nothing: what the system's device carries, and no terminal can exceed.
enum Dropping {
    /// `JarvisBench --drop WORDS…`: runs a program and drops what it writes until it ends.
    static func run(_ words: [String]) -> Never {
        var size = winsize()
        _ = ioctl(0, UInt(TIOCGWINSZ), &size)
        do throws(OnlookerError) {
            let cells = TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
            try ScreenProgram(words, environment: ["TERM": "xterm-256color"], size: cells).dropAll()
            exit(0)
        } catch {
            print("JarvisBench: \(error)")
            exit(1)
        }
    }
}
