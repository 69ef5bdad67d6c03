import Glibc

/// Why a recording could not begin, or ended by itself.
package enum RecordingError: Error, Equatable, CustomStringConvertible {
    /// The file could not be made.
    case cannotCreate(path: String, code: Int32)
    /// The file could not be written to.
    case cannotWrite(path: String, code: Int32)
    /// The file is as long as it may be, in bytes.
    case full(path: String, limit: Int)
    /// The disk took the output more slowly than the program wrote it.
    case tooSlow(path: String)

    /// What happened and what to do, in one sentence.
    package var description: String {
        switch self {
        case .cannotCreate(let path, let code):
            "The recording \(path) could not be made (\(Self.words(code))); check the folder and its permissions."
        case .cannotWrite(let path, let code):
            "The recording \(path) ended early because it could not be written to (\(Self.words(code))); make room on "
                + "the disk and start another."
        case .full(let path, let limit):
            "The recording \(path) ended because it has the \(limit >> 20) MB that it may have; start another or raise "
                + "shell.recording in the configuration."
        case .tooSlow(let path):
            "The recording \(path) ended because the program wrote faster than the disk; start another."
        }
    }

    private static func words(_ code: Int32) -> String {
        "\(String(cString: strerror(code))), errno \(code)"
    }
}
