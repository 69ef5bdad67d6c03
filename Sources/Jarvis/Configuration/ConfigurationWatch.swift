import Glibc
import Settings

/// Looks whether the configuration file was written anew.
package struct ConfigurationWatch {
    /// What became of the file.
    package enum News {
        /// It was written anew, and has no mistake.
        case written(Configuration)
        /// It has mistakes, and is not taken over.
        case mistaken([SettingsError])
        /// It is not there any more.
        case gone
    }

    private let file: String
    /// What the screen says of it.
    private let screen: ScreenJudge
    /// The file that was read last, and the one that was seen last.
    private var known: Trace?
    private var seen: Trace?

    /// What tells a file from another one of that name, and from itself before it was written.
    private struct Trace: Equatable {
        var device: UInt
        var inode: UInt
        var size: Int
        var mode: UInt32
        var changed: [Int]

        /// `nil` where there is no file.
        init?(_ file: String) {
            var status = stat()
            guard stat(file, &status) == 0 else { return nil }
            device = status.st_dev
            inode = status.st_ino
            size = status.st_size
            mode = status.st_mode
            changed = [
                status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
            ]
        }
    }

    /// Begins with the file as it is now.
    package init(file: String, screen: ScreenJudge) {
        self.file = file
        self.screen = screen
        known = Trace(file)
        seen = known
    }

    /// What is wrong with the keys in the file as it is now.
    package var mistakenKeys: [SettingsError] {
        guard var reading = ConfigurationReading(file: file) else { return [] }
        reading.examineKeys(screen: screen)
        return reading.mistakes.all
    }

    /// Looks; `nil` where nothing is new, or while the file is still being written.
    ///
    /// A file that was changed is read when two looks have found it the same: editors empty it first.
    package mutating func look() -> News? {
        let trace = Trace(file)
        guard trace != known else {
            seen = trace
            return nil
        }
        guard trace == seen else {
            seen = trace
            return nil
        }
        known = trace
        guard var reading = ConfigurationReading(file: file) else { return .gone }
        reading.examine(screen: screen)
        let mistakes = reading.mistakes.all
        return mistakes.isEmpty ? .written(reading.configuration) : .mistaken(mistakes)
    }
}
