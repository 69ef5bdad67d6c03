import Glibc
import Screen

/// A terminfo database for the tests, made once: it is named in the environment of the process.
enum TrueColor {
    private static let made: Result<TerminalDatabase, ScreenError> = Result { () throws(ScreenError) in
        try TerminalDatabase(folder: "/tmp/screen-tests-terminfo-\(getpid())")
    }

    /// Whether tic is installed.
    static let hasCompiler = access("/usr/bin/tic", X_OK) == 0

    static func database() throws(ScreenError) -> TerminalDatabase { try made.get() }
}
