import CPOSIX
import Glibc

/// Why a terminal and the house part.
package enum Departure: Sendable, Equatable {
    /// The user asked for it; the house goes on.
    case asked

    /// Another terminal attached to the house.
    case stolen

    /// The terminal hung up: its window closed or its connection was lost.
    case hungUp

    /// The front was sent this signal.
    case signal(Int32)

    /// The front stops as a job and will attach again when it is continued.
    case suspended

    /// The front ended without a word, as SIGKILL makes it.
    case frontLost
}

extension Departure: CustomStringConvertible {
    /// Half a sentence for the user, for example "attached elsewhere".
    package var description: String {
        switch self {
        case .asked: "detached"
        case .stolen: "attached elsewhere"
        case .hungUp: "the terminal hung up"
        case .signal(let number): "received \(Departure.name(ofSignal: number))"
        case .suspended: "suspended"
        case .frontLost: "its front was killed"
        }
    }

    /// The name of a signal as kill(1) prints it, for example SIGTERM.
    static func name(ofSignal number: Int32) -> String {
        guard let name = sigabbrev_np(number) else { return "signal \(number)" }
        return "SIG" + String(cString: name)
    }
}

extension Departure {
    private var code: (kind: UInt32, detail: UInt32) {
        switch self {
        case .asked: (0, 0)
        case .stolen: (1, 0)
        case .hungUp: (2, 0)
        case .signal(let number): (3, UInt32(bitPattern: number))
        case .suspended: (4, 0)
        case .frontLost: (5, 0)
        }
    }

    func write(to parcel: inout Parcel) {
        parcel.append(code.kind)
        parcel.append(code.detail)
    }

    init(from reader: inout ParcelReader) throws(HouseError) {
        let kind = try reader.number()
        let detail = Int32(bitPattern: try reader.number())
        switch kind {
        case 0: self = .asked
        case 1: self = .stolen
        case 2: self = .hungUp
        case 3: self = .signal(detail)
        case 4: self = .suspended
        case 5: self = .frontLost
        default: throw .malformed("departure \(kind) is unknown")
        }
    }
}
