import Glibc
import Onlooker

/// Why something could not be measured.
enum BenchmarkError: Error, CustomStringConvertible {
    /// A call of the system failed; what for, and errno.
    case system(String, code: Int32)
    /// A program could not be started on a terminal.
    case notWatched(OnlookerError)
    /// A program did not show what it should; its name and what was awaited.
    case notShown(String, awaited: String)
    /// The cluster to measure with could not be had.
    case noCluster(String)

    var description: String {
        switch self {
        case .system(let purpose, let code): "cannot \(purpose): \(String(cString: strerror(code)))"
        case .notWatched(let error): error.description
        case .notShown(let program, let awaited): "\(program) did not show \(awaited) in time"
        case .noCluster(let reason): "there is no cluster to measure with: \(reason)"
        }
    }
}
