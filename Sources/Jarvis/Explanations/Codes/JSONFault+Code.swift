import JSON

extension JSONFault: Explained {
    package enum Code: String, ErrorCode {
        case json = "J-TXT-01"
    }

    package var code: Code { .json }
}
