import Glibc
import Text

/// The log of a house: lines on standard error, which a front or a service manager keeps.
package enum StandardError {
    package static func write(_ line: String) {
        let bytes = Array((line.coveringSecrets + "\n").utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}
