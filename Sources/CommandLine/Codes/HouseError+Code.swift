import House
import Jarvis

extension HouseError: Explained {
    package enum Code: String, ErrorCode {
        case system = "J-HSE-01"
        case readOnlyState = "J-HSE-02"
        case readOnlySocket = "J-HSE-03"
        case unsafeFolder = "J-HSE-04"
        case pathTooLong = "J-HSE-05"
        case stranger = "J-HSE-06"
        case otherVersion = "J-HSE-07"
        case noAnswer = "J-HSE-08"
        case unreachable = "J-HSE-09"
        case silent = "J-HSE-10"
        case cutOff = "J-HSE-11"
        case unending = "J-HSE-12"
        case crowded = "J-HSE-13"
        case busy = "J-HSE-14"
        case noHouse = "J-HSE-15"
        case alreadyRuns = "J-HSE-16"
        case socketTaken = "J-HSE-17"
        case notStarted = "J-HSE-18"
        case noTerminal = "J-HSE-19"
        case plainTerminal = "J-HSE-20"
        case inBackground = "J-HSE-21"
        case insideHouse = "J-HSE-22"
        case perhapsInside = "J-HSE-23"
        case malformed = "J-HSE-24"
    }

    package var code: Code {
        switch self {
        case .system: .system
        case .readOnlyState: .readOnlyState
        case .readOnlySocket: .readOnlySocket
        case .unsafeFolder: .unsafeFolder
        case .pathTooLong: .pathTooLong
        case .stranger: .stranger
        case .otherVersion: .otherVersion
        case .noAnswer: .noAnswer
        case .unreachable: .unreachable
        case .silent: .silent
        case .cutOff: .cutOff
        case .unending: .unending
        case .crowded: .crowded
        case .busy: .busy
        case .noHouse: .noHouse
        case .alreadyRuns: .alreadyRuns
        case .socketTaken: .socketTaken
        case .notStarted: .notStarted
        case .noTerminal: .noTerminal
        case .plainTerminal: .plainTerminal
        case .inBackground: .inBackground
        case .insideHouse: .insideHouse
        case .perhapsInside: .perhapsInside
        case .malformed: .malformed
        }
    }
}
