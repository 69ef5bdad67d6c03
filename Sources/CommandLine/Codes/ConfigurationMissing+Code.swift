import Jarvis

extension ConfigurationMissing: Explained {
    enum Code: String, ErrorCode {
        case missing = "J-CFG-04"
    }

    var code: Code { .missing }
}
