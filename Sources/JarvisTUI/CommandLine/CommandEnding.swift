import ArgumentParser
import Glibc
import House
import Jarvis
import Memory
import Screen
import Settings
import Synchronization
import Terminal
import Text

extension Errand.Ending {
    /// Does a command's work, says on standard error what it has to say, and ends with its exit code.
    static func leave(_ work: () throws -> Errand.Ending) throws {
        var ending: Errand.Ending
        do {
            ending = try work()
        } catch {
            ending = Errand.Ending(error)
        }
        if let lost = StandardOutput.ending {
            let text = [ending.text, lost.text].filter { !$0.isEmpty }.joined(separator: "\n")
            ending = Errand.Ending(code: ending.code == 0 ? lost.code : ending.code, text: text)
        }
        if !ending.text.isEmpty { StandardError.write(Untrusted(ending.text).block) }
        throw ExitCode(ending.code)
    }

    /// What an error means for a script.
    init(_ error: any Error) {
        switch error {
        case let error as HouseError: self.init(code: error.exitCode, text: error.description)
        case let error as ScreenError: self.init(error.status, error.description)
        case let error as SettingsError: self.init(.configuration, error.description)
        case let error as ConfigurationError: self.init(.configuration, error.description)
        case let error as ConfigurationMissing: self.init(.configuration, error.description)
        case MemoryError.locked: self.init(.unavailable, "\(error)")
        case let error as MemoryError: self.init(.memory, error.description)
        case let error as PrivateFile.Fault: self.init(.cannotCreate, error.description)
        case let error as RecordingError: self.init(.cannotCreate, error.description)
        case ReplayError.cannotRead: self.init(.system, "\(error)")
        case let error as ReplayError: self.init(.found, error.description)
        default: self.init(.software, "\(error)")
        }
    }
}

extension ScreenError {
    /// A terminal that does not fit is the caller's to change.
    var status: ExitStatus {
        switch self {
        case .terminalUnset, .terminalUnknown, .terminalTooSimple, .notATerminal: .usage
        case .system: .system
        }
    }
}

/// Where answers go.
enum StandardOutput {
    /// The first write that failed, until the command ends; of one thread, the command's own.
    private static let fault = Mutex<Int32?>(nil)

    /// Writes all of it; a reader that has gone ends the program as the shell expects.
    ///
    /// What cannot be written is told when the command ends.
    static func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let code = errno
                return fault.withLock { $0 = $0 ?? code }
            }
            bytes = bytes.dropFirst(count)
        }
    }

    /// How a command ends whose answer did not arrive, `nil` when all of it did.
    static var ending: Errand.Ending? {
        fault.withLock { $0 }.map { code in
            Errand.Ending(
                .memory, "The answer could not be written: \(String(cString: strerror(code))).")
        }
    }
}
