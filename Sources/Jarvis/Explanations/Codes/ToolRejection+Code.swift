import AIKit

extension ToolRejection: Explained {
    package enum Code: String, ErrorCode {
        case rejected = "J-TOOL-01"
    }

    package var code: Code { .rejected }
    package var codeText: String { cause ?? code.rawValue }
}
