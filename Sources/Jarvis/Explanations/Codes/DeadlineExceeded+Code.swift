import Text

extension DeadlineExceeded: Explained {
    package enum Code: String, ErrorCode {
        case deadline = "J-TXT-02"
    }

    package var code: Code { .deadline }
}
