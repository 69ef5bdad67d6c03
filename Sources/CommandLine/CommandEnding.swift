import ArgumentParser
import Evaluation
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
    package static func leave(_ work: () throws -> Errand.Ending) throws {
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
    package init(_ error: any Error) {
        switch error {
        case let error as HouseError: self.init(code: error.exitCode, text: error.told)
        case let error as ScreenError: self.init(error.status, error.told)
        case let error as SettingsError: self.init(.configuration, error.told)
        case let error as ConfigurationError: self.init(.configuration, error.told)
        case let error as ConfigurationMissing: self.init(.configuration, error.told)
        case let error as MemoryError:
            if case .locked = error {
                self.init(.unavailable, error.told)
            } else {
                self.init(.memory, error.told)
            }
        case let error as PrivateFile.Fault: self.init(.cannotCreate, error.told)
        case let error as KillFileError: self.init(.cannotCreate, error.told)
        case let error as RecordingError: self.init(.cannotCreate, error.told)
        case let error as ReplayError:
            if case .cannotRead = error {
                self.init(.system, error.told)
            } else {
                self.init(.found, error.told)
            }
        case let error as EvaluationRefusal: self.init(.usage, error.told)
        case let error as EvaluationError: self.init(.unavailable, error.told)
        case let error as any Explained: self.init(.software, Untrusted(error.told).line)
        default: self.init(.software, Untrusted("\(error)").line)
        }
    }
}

extension ScreenError {
    /// A terminal that does not fit is the caller's to change.
    package var status: ExitStatus {
        switch self {
        case .terminalUnset, .terminalUnknown, .terminalTooSimple, .notATerminal: .usage
        case .system: .system
        }
    }
}
