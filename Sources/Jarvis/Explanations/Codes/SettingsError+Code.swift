import Settings

extension SettingsError: Explained {
    package enum Code: String, ErrorCode {
        case setting = "J-CFG-01"
    }

    package var code: Code { .setting }
}
