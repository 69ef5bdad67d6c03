extension KillFileError: Explained {
    package enum Code: String, ErrorCode {
        case file = "J-KILL-01"
    }

    package var code: Code { .file }
}
