extension PrivateFile.Fault: Explained {
    package enum Code: String, ErrorCode {
        case exists = "J-FILE-01"
        case system = "J-FILE-02"
    }

    package var code: Code {
        switch self {
        case .exists: .exists
        case .system: .system
        }
    }
}
