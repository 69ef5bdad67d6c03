import Memory

extension MemoryError: Explained {
    package enum Code: String, ErrorCode {
        case locked = "J-MEM-01"
        case busy = "J-MEM-02"
        case newer = "J-MEM-03"
        case corrupt = "J-MEM-04"
        case altered = "J-MEM-05"
        case lost = "J-MEM-06"
        case vanished = "J-MEM-07"
        case foreign = "J-MEM-08"
        case full = "J-MEM-09"
        case readOnly = "J-MEM-10"
        case exposed = "J-MEM-11"
        case notOwned = "J-MEM-12"
        case system = "J-MEM-13"
        case refused = "J-MEM-14"
        case missing = "J-MEM-15"
        case exists = "J-MEM-16"
        case closed = "J-MEM-17"
    }

    package var code: Code {
        switch self {
        case .locked: .locked
        case .busy: .busy
        case .newer: .newer
        case .corrupt: .corrupt
        case .altered: .altered
        case .lost: .lost
        case .vanished: .vanished
        case .foreign: .foreign
        case .full: .full
        case .readOnly: .readOnly
        case .exposed: .exposed
        case .notOwned: .notOwned
        case .system: .system
        case .refused: .refused
        case .missing: .missing
        case .exists: .exists
        case .closed: .closed
        }
    }
}
