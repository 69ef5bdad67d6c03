import Glibc

/// Why a recording could not be replayed.
package enum ReplayError: Error, Equatable, CustomStringConvertible {
    /// The file could not be opened or read.
    case cannotRead(name: String, code: Int32)
    /// An asciicast of a version that is not known.
    case version(Int)
    /// An asciicast's first line does not say how large the terminal was.
    case noSize
    /// A line of an asciicast, counted from 1, is not what it must be.
    case line(Int, Fault)

    /// What can be wrong with a line.
    package enum Fault: String, Hashable, Sendable {
        case tooLong = "is longer than 16 MB"
        case noEvent = "is no event of the form [seconds, \"code\", \"data\"]"
        case badTime = "has no time of 0 seconds or more"
        case badSize = "has no size of the form COLUMNSxROWS"
    }

    /// What failed and what to do, in one sentence.
    package var description: String {
        switch self {
        case .cannotRead(let name, let code):
            "\(name) could not be read (\(String(cString: strerror(code)))); check its name and its permissions."
        case .version(let number):
            "The recording is an asciicast of version \(number), and only version 2 can be replayed; convert it with "
                + "\"asciinema convert\"."
        case .noSize:
            "The recording's first line names no width and height from 1 to \(TerminalSize.limit), as an asciicast of "
                + "version 2 must; mend it, or take the line away and give --size."
        case .line(let number, let fault):
            "Line \(number) of the recording \(fault.rawValue); mend the line or take it away."
        }
    }
}
