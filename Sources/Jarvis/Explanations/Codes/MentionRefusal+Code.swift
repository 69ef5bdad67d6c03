extension MentionRefusal: Explained {
    package enum Code: String, ErrorCode {
        case mention = "J-TALK-02"
    }

    package var code: Code { .mention }
}
