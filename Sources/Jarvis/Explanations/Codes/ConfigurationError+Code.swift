extension ConfigurationError: Explained {
    package enum Code: String, ErrorCode {
        case cluster = "J-CFG-02"
    }

    package var code: Code { .cluster }
}
