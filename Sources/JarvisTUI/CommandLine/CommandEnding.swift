import ArgumentParser
import Glibc
import House
import Jarvis
import Memory
import Multiplexer
import Screen
import Settings
import Synchronization
import Terminal
import Text

extension Errand.Ending {
    /// Does a command's work, says on standard error what it has to say, and ends with its exit code.
    static func leave(_ work: () throws -> Errand.Ending) throws {
        let ending: Errand.Ending
        do {
            ending = try work()
        } catch {
            ending = Errand.Ending(error)
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
    /// Writes all of it, secrets covered; a reader that has gone ends the program as the shell expects.
    static func write(_ text: String) { writeUncovered(text.coveringSecrets) }

    /// Writes all of it as it is, which is for those who asked for just that.
    ///
    /// What cannot be written was not said: that ends the program, as sysexits.h(3head) has it.
    static func writeUncovered(_ text: String) {
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
