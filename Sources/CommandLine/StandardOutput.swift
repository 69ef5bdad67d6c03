import Glibc
import Jarvis
import Multiplexer
import Text

/// Where answers go.
package enum StandardOutput {
    /// Writes all of it, secrets covered; a reader that has gone ends the program as the shell expects.
    package static func write(_ text: String) { writeUncovered(text.coveringSecrets) }

    /// Writes all of it as it is, which is for those who asked for just that.
    ///
    /// What cannot be written was not said: that ends the program, as sysexits.h(3head) has it.
    package static func writeUncovered(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                StandardError.write("Standard output cannot be written: \(String(cString: strerror(errno))).")
                Glibc.exit(ExitStatus.memory.rawValue)
            }
            bytes = bytes.dropFirst(count)
        }
    }
}

extension String {
    /// A JSON document with its line's end, as it may go to a terminal.
    var asJSONLine: String { JSONText.visible(self) + "\n" }
}
